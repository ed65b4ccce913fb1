package dev.attache.bench;

import dev.attache.manager.Refused;
import dev.attache.manager.demo.EmbeddedDatabase;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A manager as an operator runs it, on a PostgreSQL of its own. */
final class Managed implements AutoCloseable {
    private static final String READY = "Ready to manage agents";

    private static final String OWN_CACHE = "start-up cache of the manager ";

    private final Lab lab;
    private final EmbeddedDatabase database;
    private final Connection connection;

    Managed(Lab lab) throws Refused, InterruptedException, SQLException {
        this.lab = lab;
        this.database = EmbeddedDatabase.start(lab.home().resolve("postgres"));
        String address = database.url().replaceFirst("postgres:postgres@", "");
        this.connection = DriverManager.getConnection("jdbc:" + address, "postgres", "postgres");
    }

    /** Started and ready; how long that took is the second of the pair. */
    record Started(Child manager, double millis) implements AutoCloseable {
        /** How the manager's own start-up cache stands when all has been done for it. */
        String ownCache() throws InterruptedException {
            String said = "";
            while (said.isEmpty() || said.contains("`run` builds it")) {
                String line = manager.hear(text -> text.contains(OWN_CACHE)).text();
                said = line.substring(line.indexOf(OWN_CACHE) + OWN_CACHE.length());
            }
            return said;
        }

        @Override
        public void close() {
            try {
                manager.terminate();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    Started start(Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE_URL", database.url());
        environment.put("AGENT_TOKEN_SECRET", "bench-bench-bench-bench");
        environment.put("ATTACHE_HOME", lab.home().toString());
        environment.put("MANAGER_ID", "bench");
        environment.put("HTTP_PORT", "0");
        environment.put("DOCUMENT_URL", lab.address() + "/{document}");
        environment.put("MEMORY_PER_WORKER_MB", "0");
        environment.put("DEBOUNCE", "0");
        environment.putAll(settings);
        environment.put("ATTACHE_JAVA_HOME", System.getProperty("java.home"));
        // By the launcher script, as an operator or a unit does: its time counts.
        List<String> command =
                List.of(lab.root().resolve("attache").toString(), "run", "--migrate");
        long began = System.nanoTime();
        Child manager = Child.startLogging(lab.home(), environment, command);
        long ready = manager.hear(line -> line.contains(READY)).at();
        return new Started(manager, (ready - began) / 1e6);
    }

    /** One statement and one commit for all of them. */
    void say(String event, int users, List<String> documents) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO document_activity (document_id, event_type, user_count)"
                                + " SELECT unnest(?), ?, ?")) {
            insert.setArray(1, connection.createArrayOf("text", documents.toArray()));
            insert.setString(2, event);
            insert.setInt(3, users);
            insert.executeUpdate();
        }
    }

    /** Until the books say so, too; asked every millisecond. */
    void awaitActive(String document) throws SQLException, InterruptedException {
        try (PreparedStatement ask =
                connection.prepareStatement(
                        "SELECT 1 FROM agent_connections"
                                + " WHERE document_id = ? AND status = 'active'")) {
            ask.setString(1, document);
            long until = System.nanoTime() + Child.PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                try (ResultSet rows = ask.executeQuery()) {
                    if (rows.next()) {
                        return;
                    }
                }
                Thread.sleep(1);
            }
            throw new IllegalStateException("the books never called " + document + " active");
        }
    }

    static double shareMb(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        database.close();
    }
}
