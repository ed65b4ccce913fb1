package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The unit file of the version in force. */
final class Unit {
    private static final Path SYSTEMD_RUNS = Path.of("/run/systemd/system");

    private final Host host;

    Unit(Host host) {
        this.host = host;
    }

    /**
     * Own changes belong into a drop-in, which stays; a unit that was changed here is kept aside.
     */
    List<Step> steps(Path version, Path readFrom) throws IOException {
        Path source = readFrom.resolve("deploy/systemd/attache.service");
        Path unit = host.unit();
        String text = Files.readString(source);
        if (Files.exists(unit) && Files.readString(unit).equals(text)) {
            return List.of(Step.present("%s is that of this version.".formatted(unit)));
        }
        List<Step> steps = new ArrayList<>();
        if (Files.exists(unit)) {
            Path aside = unit.resolveSibling(unit.getFileName() + ".old");
            steps.add(
                    Step.toDo(
                            "Replace %s by that of %s; what it said stays in %s."
                                    .formatted(unit, version.getFileName(), aside),
                            () -> {
                                Replace.with(aside, Files.readString(unit), Rights.FOR_ALL);
                                Replace.with(unit, text, Rights.FOR_ALL);
                            }));
        } else {
            steps.add(
                    Step.toDo(
                            "Write %s.".formatted(unit),
                            () -> Replace.with(unit, text, Rights.FOR_ALL)));
        }
        if (host.isThisMachine() && Files.isDirectory(SYSTEMD_RUNS)) {
            steps.add(Step.toDo("Tell systemd (systemctl daemon-reload).", Unit::reload));
        }
        return steps;
    }

    private static void reload() throws IOException, InterruptedException, Refused {
        List<String> command = List.of("systemctl", "daemon-reload");
        Program.run(command).mustHaveWorked(command);
    }
}
