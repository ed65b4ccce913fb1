package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What root runs and the service starts is root's: for all to read, for nobody else to write. An
 * archive that was unpacked in place belongs to whomever its tar names, and folders that were there
 * before are as somebody's umask has left them.
 */
final class ProgramRights {
    private static final int ROOT = 0;
    private static final Rights FOLDER_OR_PROGRAM = new Rights("rwxr-xr-x");

    private ProgramRights() {}

    /** Nothing to do where nothing is yet: what is made here is made right. */
    static List<Step> steps(Host host, Path version) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Path folder : List.of(host.versions(), host.settingsFolder())) {
            if (Files.isDirectory(folder) && !isRight(folder)) {
                steps.add(
                        Step.toDo(
                                "Let everybody look into %s, and only root write there (0755, root)."
                                        .formatted(folder),
                                () -> mend(folder)));
            }
        }
        long wrong = 0;
        for (Path path : allIn(version)) {
            wrong += isRight(path) ? 0 : 1;
        }
        if (wrong > 0) {
            steps.add(
                    Step.toDo(
                            "Let everybody read what is in %s, and only root write there (%d files and folders are somebody else's to write, or closed)."
                                    .formatted(version, wrong),
                            () -> {
                                for (Path path : allIn(version)) {
                                    mend(path);
                                }
                            }));
        }
        return steps;
    }

    private static boolean isRight(Path path) throws IOException {
        boolean isRoots = !Rights.canGiveAway() || Rights.belongs(path, ROOT, ROOT);
        return isRoots && (Files.isSymbolicLink(path) || wanted(path).areThoseOf(path));
    }

    private static void mend(Path path) throws IOException {
        Rights.hand(path, ROOT, ROOT);
        if (!Files.isSymbolicLink(path)) {
            wanted(path).giveTo(path);
        }
    }

    private static Rights wanted(Path path) {
        boolean isOpen =
                Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isExecutable(path);
        return isOpen ? FOLDER_OR_PROGRAM : Rights.FOR_ALL;
    }

    private static List<Path> allIn(Path version) throws IOException {
        if (!Files.isDirectory(version)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(version)) {
            return all.toList();
        }
    }
}
