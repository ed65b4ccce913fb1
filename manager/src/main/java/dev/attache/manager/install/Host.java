package dev.attache.manager.install;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where things are on a host.
 *
 * @param root `/`, or a folder that stands for it
 */
public record Host(Path root) {
    public Host {
        root = root.toAbsolutePath().normalize();
    }

    /** The machine itself, and not a folder: its services and users are at hand. */
    boolean isThisMachine() {
        return root.getNameCount() == 0;
    }

    /** A folder is whoever's it is; this machine is root's. */
    public boolean mayBeChanged() throws IOException {
        return !isThisMachine() || Rights.canGiveAway();
    }

    Path versions() {
        return root.resolve("opt/attache");
    }

    Path current() {
        return versions().resolve("current");
    }

    Path previous() {
        return versions().resolve("previous");
    }

    Path commands() {
        return root.resolve("usr/local/bin");
    }

    Path command() {
        return commands().resolve("attache");
    }

    Path settings() {
        return settingsFolder().resolve("attache.env");
    }

    Path settingsFolder() {
        return root.resolve("etc/attache");
    }

    Path unit() {
        return root.resolve("etc/systemd/system/attache.service");
    }

    Path account() {
        return root.resolve("etc/sysusers.d/attache.conf");
    }

    Path state() {
        return root.resolve("var/lib/attache");
    }
}
