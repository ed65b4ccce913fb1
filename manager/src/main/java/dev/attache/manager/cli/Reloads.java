package dev.attache.manager.cli;

import dev.attache.manager.Manager;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.systemd.Notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings again when asked to, one time after the other, and says what came of it. */
final class Reloads {
    private static final Logger log = LoggerFactory.getLogger("Manager");

    /** Where settings are read. */
    @FunctionalInterface
    interface Source {
        ManagerConfig read() throws ConfigFaults;
    }

    private final Manager manager;
    private final ManagerConfig started;
    private final Source source;
    private final Notify systemd;
    private ManagerConfig inForce;

    Reloads(Manager manager, ManagerConfig started, Source source, Notify systemd) {
        this.manager = manager;
        this.started = started;
        this.source = source;
        this.systemd = systemd;
        this.inForce = started;
    }

    /** By that signal; none where this system does not know it. */
    synchronized void asked(String signal) {
        if (signal.isEmpty()) {
            return;
        }
        systemd.reloading();
        try {
            reload(source.read());
        } catch (ConfigFaults e) {
            e.faults().forEach(fault -> log.error("Not reloaded: {}", fault));
        }
        systemd.ready();
    }

    private void reload(ManagerConfig read) {
        read.warnings().forEach(warning -> log.warn("{}", warning));
        Reload reload = Reload.between(started, inForce, read);
        if (reload.isNothing()) {
            log.info("Reloaded: nothing has changed");
            return;
        }
        if (!reload.now().isEmpty()) {
            manager.reload(read.policy(), read.workerSettings());
            inForce = read;
            log.info(
                    "Reloaded: in force from now on, what concerns the agents' work for those that"
                            + " attach from now on keys={}",
                    String.join(",", reload.now()));
        }
        if (!reload.later().isEmpty()) {
            log.warn(
                    "Reloaded: in force from the next start on keys={}",
                    String.join(",", reload.later()));
        }
    }
}
