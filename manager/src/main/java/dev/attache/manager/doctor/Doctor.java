package dev.attache.manager.doctor;

import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.store.DatabaseUrl;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** All looks, in the order in which one depends on another; each is told as soon as it is done. */
public final class Doctor {
    private final ManagerConfig config;
    private final Duration patience;

    /** How long the worker and the document server may take to answer. */
    public Doctor(ManagerConfig config, Duration patience) {
        this.config = config;
        this.patience = patience;
    }

    public void examine(String version, Consumer<Finding> found) throws InterruptedException {
        HostLook.examine(config, found);
        Optional<DatabaseUrl> database = config.database().pooled();
        if (database.isPresent()) {
            boolean reached = new DatabaseLook(database.get()).examine(version, config, found);
            if (reached) {
                ListenLook.examine(config.database().direct(), patience, found);
            }
        } else {
            found.accept(
                    Finding.fail(
                            "database",
                            "DATABASE_URL is not set",
                            "set it to postgresql://user:password@host:5432/database"));
        }
        RealtimeLook.examine(config.supabase(), patience, found);
        new DocumentLook(config, patience).examine(found);
        new WorkerLook(config.workers(), patience).examine(found);
        found.accept(WorkerLook.cache(config.workers(), config.identity().home()));
    }
}
