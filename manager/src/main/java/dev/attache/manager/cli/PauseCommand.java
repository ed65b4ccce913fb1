package dev.attache.manager.cli;

import picocli.CommandLine;

@CommandLine.Command(
        name = "pause",
        description = "Takes the agent away for now; what is known of its failures stays.")
final class PauseCommand extends WishCommand {
    PauseCommand(Surroundings surroundings) {
        super(surroundings, "pause");
    }
}
