package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

import java.util.Map;

@CommandLine.Command(
        name = "why",
        description = "Why a document has, or has not, an agent, and what to do. Exit 0 if it has.")
final class WhyCommand extends JsonCommand {
    @Parameters(paramLabel = "DOCUMENT")
    private String document = "";

    WhyCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        String path = ApiClient.path(Names.document(document));
        String answer = api().get(path);
        Map<String, @Nullable Object> why = JsonTree.object(answer);
        if (json()) {
            out().println(answer.strip());
        } else {
            out().println(why.get("why"));
            out().println("What to do: " + why.get("advice"));
        }
        return "attached".equals(why.get("verdict")) ? Exit.OK : Exit.FAILED;
    }
}
