package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The unit file of the version in force. */
final class Unit {
    /** In a version. */
    static final Path FILE = Path.of("deploy/systemd/attache.service");

    private static final Path SYSTEMD_RUNS = Path.of("/run/systemd/system");

    private final Host host;

    Unit(Host host) {
        this.host = host;
    }

    /**
     * Own changes belong into a drop-in, which stays; a unit that is of no version of Attaché, or
     * was changed here, is kept aside.
     */
    List<Step> steps(Path version, Path readFrom) throws IOException {
        Path source = readFrom.resolve(FILE);
        Path unit = host.unit();
        String text = Files.readString(source);
        if (Files.exists(unit) && Files.readString(unit).equals(text)) {
            return List.of(Step.present("%s is that of this version.".formatted(unit)));
        }
        List<Step> steps = new ArrayList<>();
        if (Files.exists(unit)) {
            steps.add(replace(unit, text, version.getFileName()));
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

    private Step replace(Path unit, String text, Path name) throws IOException {
        String old = Files.readString(unit);
        Optional<Path> origin = new Versions(host).withUnit(old);
        if (origin.isPresent()) {
            return Step.toDo(
                    "Replace %s, which is that of %s, by that of %s."
                            .formatted(unit, origin.get(), name),
                    () -> Replace.with(unit, text, Rights.FOR_ALL));
        }
        Path aside = placeFor(old, unit);
        return Step.toDo(
                "Replace %s by that of %s; it is of no version here, and what it said stays in %s."
                        .formatted(unit, name, aside),
                () -> {
                    Replace.with(aside, old, Rights.FOR_ALL);
                    Replace.with(unit, text, Rights.FOR_ALL);
                });
    }

    /** Beside what was kept before, never over it. */
    private static Path placeFor(String old, Path unit) throws IOException {
        for (int number = 1; ; number++) {
            String end = ".old" + (number == 1 ? "" : "-" + number);
            Path aside = unit.resolveSibling(unit.getFileName() + end);
            if (!Replace.isThere(aside) || Files.readString(aside).equals(old)) {
                return aside;
            }
        }
    }

    private static void reload() throws IOException, InterruptedException, Refused {
        List<String> command = List.of("systemctl", "daemon-reload");
        Program.run(command).mustHaveWorked(command);
    }
}
