package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.Key;
import dev.attache.manager.config.Keys;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.config.Setting;
import dev.attache.manager.status.JsonText;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@CommandLine.Command(
        name = "config",
        description = "What is in force and where it comes from; secrets are masked.")
final class ConfigCommand extends JsonCommand {
    @Option(names = "--markdown", description = "All settings as tables, for the README.")
    private boolean markdown;

    ConfigCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults {
        if (markdown) {
            Keys.byPart().forEach(this::markdown);
            return Exit.OK;
        }
        ManagerConfig config = config();
        config.warnings().forEach(err()::println);
        if (json()) {
            json(config);
        } else {
            table(config);
        }
        return Exit.OK;
    }

    private void table(ManagerConfig config) {
        Map<String, Setting> settings =
                config.settings().stream()
                        .collect(Collectors.toMap(s -> s.key().name(), Function.identity()));
        Table table = new Table("KEY", "FROM", "VALUE");
        Keys.byPart().values().stream()
                .flatMap(List::stream)
                .map(key -> settings.get(key.name()))
                .forEach(s -> table.row(s.key().name(), s.origin(), shown(s)));
        out().println(table);
    }

    private static String shown(Setting setting) {
        return setting.shown().isEmpty() ? "-" : setting.shown();
    }

    private void json(ManagerConfig config) {
        out().println(
                        JsonText.object(
                                o -> {
                                    for (Setting s : config.settings()) {
                                        o.writeObjectFieldStart(s.key().name());
                                        o.writeStringField("value", s.shown());
                                        o.writeStringField("from", s.origin().toString());
                                        o.writeEndObject();
                                    }
                                }));
    }

    private void markdown(String part, List<Key<?>> keys) {
        out().println("### " + part + "\n");
        out().println("| key | default | allowed | meaning |");
        out().println("| --- | --- | --- | --- |");
        for (Key<?> key : keys) {
            out().println(
                            "| `%s` | %s | %s | %s%s |"
                                    .formatted(
                                            key.name(),
                                            key.fallback().isEmpty()
                                                    ? ""
                                                    : "`" + key.fallback() + "`",
                                            key.allowed().replace("|", "\\|"),
                                            key.meaning(),
                                            key.isSecret() ? " Secret." : ""));
        }
        out().println();
    }
}
