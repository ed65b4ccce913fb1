package dev.attache.manager.cli;

import dev.attache.manager.status.Desk;
import dev.attache.manager.status.SeedFigures;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.SystemStats;
import dev.attache.manager.systemd.Notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.time.Duration;

/** The figures every minute: the seed's box on a terminal, one line in a journal. */
final class Bulletin implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("Manager");
    private static final Duration EVERY = Duration.ofSeconds(60);

    private final Desk desk;
    private final Notify systemd;
    private final PrintWriter out;
    private final boolean onTerminal;
    private final Thread thread;

    Bulletin(Desk desk, Notify systemd, PrintWriter out, boolean onTerminal) {
        this.desk = desk;
        this.systemd = systemd;
        this.out = out;
        this.onTerminal = onTerminal;
        this.thread = Thread.ofVirtual().name("bulletin").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                say();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say() {
        try {
            SystemStats stats = desk.stats();
            if (onTerminal) {
                out.println(SeedFigures.box(stats));
                out.flush();
            } else {
                log.info("{}", SeedFigures.oneLine(stats));
            }
            systemd.status(
                    "%d agents active, %d connecting"
                            .formatted(stats.activeAgents(), stats.connectingAgents()));
        } catch (StoreTrouble e) {
            systemd.status("Postgres does not answer; agents stay attached");
            log.debug("no figures why={}", e.getMessage());
        }
    }
}
