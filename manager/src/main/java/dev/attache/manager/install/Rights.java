package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Who may do what with a file, and whose it is. */
record Rights(String mode) {
    static final Rights FOR_ALL = new Rights("rw-r--r--");
    static final Rights FOR_THE_GROUP = new Rights("rw-r-----");
    static final Rights FOLDER_FOR_THE_GROUP = new Rights("rwxr-x---");

    /** Only root can give files away; anybody else keeps what they make. */
    static boolean canGiveAway() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    Set<PosixFilePermission> permissions() {
        return PosixFilePermissions.fromString(mode);
    }

    boolean areThoseOf(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).equals(permissions());
    }

    void giveTo(Path file) throws IOException {
        Files.setPosixFilePermissions(file, permissions());
    }

    static boolean belongs(Path file, int user, int group) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(user)
                && Files.getAttribute(file, "unix:gid", LinkOption.NOFOLLOW_LINKS).equals(group);
    }

    static void hand(Path file, int user, int group) throws IOException {
        if (canGiveAway()) {
            Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
