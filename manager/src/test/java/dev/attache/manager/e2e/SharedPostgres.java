package dev.attache.manager.e2e;

import dev.attache.manager.testkit.TestPostgres;

import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all classes of a run: the first starts it, the end of the run stops it. */
final class SharedPostgres {
    private SharedPostgres() {}

    private record Server(TestPostgres postgres) implements AutoCloseable {
        @Override
        public void close() {
            postgres.close();
        }
    }

    static TestPostgres of(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPostgres.class))
                .computeIfAbsent(Server.class, _ -> new Server(TestPostgres.start()), Server.class)
                .postgres();
    }
}
