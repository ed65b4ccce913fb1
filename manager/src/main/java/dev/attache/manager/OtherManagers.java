package dev.attache.manager;

import dev.attache.manager.store.Database;
import dev.attache.manager.store.Heartbeat;
import dev.attache.manager.store.ManagerIdentity;
import dev.attache.manager.store.PostgresManagers;
import dev.attache.manager.store.StoreTrouble;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Consumer;

/** What this manager does when the heartbeat hears of others; on the heartbeat's thread. */
record OtherManagers(Consumer<String> reread, Runnable leave) implements Heartbeat.Listener {
    private static final Logger log = LoggerFactory.getLogger(Manager.class);

    @Override
    public void othersChanged() {
        reread.accept("another manager came or went");
    }

    @Override
    public void rival(String host) {
        log.error("another manager took our id over host={}: this one leaves", host);
        leave.run();
    }

    /** So that they need not watch it stand still before they take over. */
    static void sayGoodbye(Database database, ManagerIdentity self) {
        try {
            new PostgresManagers(database).leave(self);
        } catch (StoreTrouble e) {
            log.warn("could not say goodbye in the books, others wait 20 s why={}", e.getMessage());
        }
    }
}
