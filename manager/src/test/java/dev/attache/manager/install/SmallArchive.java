package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Shaped as the built one; its settings and its unit are the real ones. */
final class SmallArchive {
    private static final Path DEPLOY = Path.of("..", "deploy");

    private SmallArchive() {}

    /** Its launcher says which one it is. */
    static Path unpackedIn(Path folder, String name) throws IOException {
        Path unpacked = Files.createDirectories(folder.resolve(name).resolve("attache"));
        Path launcher = Files.writeString(unpacked.resolve("attache"), name);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path lib = Files.createDirectories(unpacked.resolve("lib/manager"));
        Files.writeString(lib.resolve("manager.jar"), name);
        Path deploy = Files.createDirectories(unpacked.resolve("deploy"));
        Files.createDirectory(deploy.resolve("systemd"));
        for (String file :
                List.of(
                        "attache.env.sample",
                        "systemd/attache.service",
                        "systemd/attache.sysusers.conf")) {
            Files.copy(DEPLOY.resolve(file), deploy.resolve(file));
        }
        return unpacked;
    }
}
