package dev.attache.manager.cli;

import picocli.CommandLine;

@CommandLine.Command(
        name = "attach",
        description = "Gives a document an agent before all others, used or not (pin).")
final class AttachCommand extends WishCommand {
    AttachCommand(Surroundings surroundings) {
        super(surroundings, "pin");
    }
}
