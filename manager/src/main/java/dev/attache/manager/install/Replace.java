package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and links that are the old one or the new one, never half of it. */
final class Replace {
    private static final Rights FOLDER = new Rights("rwxr-xr-x");

    private Replace() {}

    static void with(Path file, String text, Rights rights) throws IOException {
        makeFolderFor(file);
        Path next = beside(file);
        Files.deleteIfExists(next);
        // Readable by nobody else, not even for the moment until its rights are set.
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        rights.giveTo(next);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Open to all to look into, whatever root's umask: the service is another user. */
    static void makeFolderFor(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(folder);
            FOLDER.giveTo(folder);
        }
    }

    static void link(Path link, Path target) throws IOException {
        makeFolderFor(link);
        Path next = beside(link);
        Files.deleteIfExists(next);
        Files.createSymbolicLink(next, target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }

    static boolean leadsTo(Path link, Path target) throws IOException {
        return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target);
    }

    static boolean isThere(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".next");
    }
}
