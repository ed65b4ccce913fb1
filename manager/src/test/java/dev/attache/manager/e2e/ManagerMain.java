package dev.attache.manager.e2e;

import dev.attache.manager.Manager;
import dev.attache.manager.ManagerStart;
import dev.attache.manager.Watcher;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.store.DatabaseUrl;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A manager and its signals, without the command line; its words: home, id, capacity, worker
 * command.
 */
public final class ManagerMain {
    private ManagerMain() {}

    public static void main(String[] args) throws Exception {
        List<String> command = Arrays.asList(args).subList(3, args.length);
        Manager manager =
                ManagerStart.start(
                        TestManager.settings(
                                DatabaseUrl.parse(System.getenv("DATABASE_URL")),
                                Path.of(args[0]),
                                args[1],
                                Policy.of(Integer.parseInt(args[2]), 0, 4),
                                command),
                        "1.0.0",
                        false,
                        Watcher.NOBODY);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drained(manager, main)));
        manager.run();
        manager.close();
    }

    private static void drained(Manager manager, Thread main) {
        manager.drain();
        try {
            main.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
