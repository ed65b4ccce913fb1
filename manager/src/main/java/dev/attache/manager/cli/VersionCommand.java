package dev.attache.manager.cli;

import dev.attache.manager.Version;
import dev.attache.manager.status.JsonText;

import picocli.CommandLine;

@CommandLine.Command(name = "version", description = "Which version this is.")
final class VersionCommand extends JsonCommand {
    VersionCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        String version = Version.current();
        out().println(
                        json()
                                ? JsonText.object(o -> o.writeStringField("version", version))
                                : "attache " + version);
        return Exit.OK;
    }
}
