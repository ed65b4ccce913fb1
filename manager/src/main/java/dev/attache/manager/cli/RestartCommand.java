package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import picocli.CommandLine;
import picocli.CommandLine.Parameters;

import java.util.Map;

@CommandLine.Command(
        name = "restart",
        description = "Replaces the agent of a document, and ends its rest or quarantine.")
final class RestartCommand extends JsonCommand {
    @Parameters(paramLabel = "DOCUMENT")
    private String document = "";

    RestartCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        String path = ApiClient.path(Names.document(document)) + "/restart";
        Told.print(this, api().post(path, Map.of()));
        return Exit.OK;
    }
}
