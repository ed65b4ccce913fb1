package dev.attache.manager.cli;

import picocli.CommandLine;

@CommandLine.Command(
        name = "detach",
        description = "Takes the agent of a document away and keeps it away (ban).")
final class DetachCommand extends WishCommand {
    DetachCommand(Surroundings surroundings) {
        super(surroundings, "ban");
    }
}
