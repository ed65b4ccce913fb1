package dev.attache.manager.cli;

import picocli.CommandLine.Option;

/** A command that prints for people, or for programs. */
abstract class JsonCommand extends Command {
    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    JsonCommand(Surroundings surroundings) {
        super(surroundings);
    }

    final boolean json() {
        return json;
    }
}
