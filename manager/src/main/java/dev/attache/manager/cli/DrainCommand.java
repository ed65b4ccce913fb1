package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import picocli.CommandLine;

import java.util.Map;

@CommandLine.Command(
        name = "drain",
        description = "Lets every agent leave, all at once, and ends the manager.")
final class DrainCommand extends JsonCommand {
    DrainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        Told.print(this, api().post("drain", Map.of()));
        return Exit.OK;
    }
}
