package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;

@CommandLine.Command(
        name = "documents",
        description = "The documents that the manager knows, and why each stands as it does.")
final class DocumentsCommand extends JsonCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many (100, up to 1000); those with a worker come first.")
    private int limit = 100;

    DocumentsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        String answer = api().get("documents?limit=" + limit);
        if (json()) {
            out().println(answer.strip());
            return Exit.OK;
        }
        Map<String, @Nullable Object> roll = JsonTree.object(answer);
        List<Map<String, @Nullable Object>> documents = JsonTree.objects(roll.get("documents"));
        Table table = new Table("DOCUMENT", "STATE", "WHY");
        for (Map<String, @Nullable Object> document : documents) {
            table.row(document.get("document"), document.get("verdict"), document.get("why"));
        }
        out().println(table);
        if (roll.get("known") instanceof Long known && known > documents.size()) {
            out().println("… and " + (known - documents.size()) + " more.");
        }
        return Exit.OK;
    }
}
