package dev.attache.manager.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The root: says what there is. */
@CommandLine.Command(
        name = "attache",
        description = "Keeps one AI agent attached to every document that people are working in.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:it did not work, or the answer is no",
            "2:wrong words or configuration; nothing has been done",
            "3:no manager is running here",
            "4:this user may not"
        },
        footer = {
            "",
            "`attache config` lists the settings, `attache doctor` looks what is missing."
        })
final class AttacheCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says this.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(names = "--version", description = "Says the version.")
    @SuppressWarnings("UnusedVariable") // Main reads it
    private boolean version;

    private final Surroundings surroundings;

    AttacheCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        spec.commandLine().usage(surroundings.out());
    }
}
