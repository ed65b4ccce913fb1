package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import picocli.CommandLine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the command that was meant and runs it. A command is only made when it was named, so that
 * an answer costs no more than itself; a new one is one more line here.
 */
public final class Commands {
    private static final Map<String, Function<Surroundings, Command>> ALL = all();

    private Commands() {}

    private static Map<String, Function<Surroundings, Command>> all() {
        Map<String, Function<Surroundings, Command>> all = new LinkedHashMap<>();
        all.put("run", RunCommand::new);
        all.put("demo", DemoCommand::new);
        all.put("status", StatusCommand::new);
        all.put("why", WhyCommand::new);
        all.put("documents", DocumentsCommand::new);
        all.put("logs", LogsCommand::new);
        all.put("attach", AttachCommand::new);
        all.put("detach", DetachCommand::new);
        all.put("pause", PauseCommand::new);
        all.put("restart", RestartCommand::new);
        all.put("drain", DrainCommand::new);
        all.put("stats", StatsCommand::new);
        all.put("migrate", MigrateCommand::new);
        all.put("config", ConfigCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("token", TokenCommand::new);
        all.put("install", InstallCommand::new);
        all.put("version", VersionCommand::new);
        return all;
    }

    public static int run(String[] arguments, Surroundings surroundings) {
        CommandLine line = new CommandLine(new AttacheCommand(surroundings));
        Function<Surroundings, Command> named =
                arguments.length == 0 ? null : ALL.get(arguments[0]);
        if (named != null) {
            line.addSubcommand(arguments[0], named.apply(surroundings));
        } else {
            ALL.forEach((name, make) -> line.addSubcommand(name, make.apply(surroundings)));
        }
        return line.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, where, parsed) -> told(e, surroundings))
                .execute(arguments);
    }

    /** Sentences for what was foreseen; a stack trace for what was not. */
    private static int told(Exception e, Surroundings surroundings) {
        return switch (e) {
            case ConfigFaults faults -> {
                faults.faults().forEach(surroundings.err()::println);
                yield Exit.USAGE;
            }
            case Trouble trouble -> {
                surroundings.err().println(trouble.getMessage());
                yield trouble.exit();
            }
            default -> {
                e.printStackTrace(surroundings.err());
                yield Exit.FAILED;
            }
        };
    }
}
