package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** An unpacked archive as a whole: the same as another, or laid beside it. */
final class FolderCopy {
    private static final Rights FOLDER = new Rights("rwxr-xr-x");
    private static final Rights PROGRAM = new Rights("rwxr-xr-x");

    private FolderCopy() {}

    static boolean isTheSame(Path one, Path other) throws IOException {
        List<Path> files = allIn(one);
        if (!files.equals(allIn(other))) {
            return false;
        }
        for (Path file : files) {
            if (Files.isRegularFile(one.resolve(file))
                    && Files.mismatch(one.resolve(file), other.resolve(file)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** It appears under its name when it is whole; what a broken attempt has left is taken away. */
    static void lay(Path from, Path to) throws IOException {
        Path next = to.resolveSibling("." + to.getFileName() + ".next");
        delete(next);
        Replace.makeFolderFor(next);
        Files.createDirectories(next);
        FOLDER.giveTo(next);
        for (Path path : allIn(from)) {
            // Without their attributes: whoever unpacked it must not own what root runs.
            Path copy =
                    Files.copy(
                            from.resolve(path),
                            next.resolve(path),
                            StandardCopyOption.REPLACE_EXISTING,
                            LinkOption.NOFOLLOW_LINKS);
            if (Files.isDirectory(copy)) {
                FOLDER.giveTo(copy);
            } else if (!Files.isSymbolicLink(copy)) {
                (Files.isExecutable(from.resolve(path)) ? PROGRAM : Rights.FOR_ALL).giveTo(copy);
            }
        }
        Files.move(next, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Folders before what is in them. */
    private static List<Path> allIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(folder::relativize)
                    .filter(path -> !path.toString().isEmpty())
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Replace.isThere(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
