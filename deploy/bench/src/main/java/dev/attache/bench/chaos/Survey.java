package dev.attache.bench.chaos;

import dev.attache.manager.proc.ProcStat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Gathers the facts: from people, from the books and from the kernel. */
final class Survey {
    private final World world;
    private final MemoryLog memory;

    Survey(World world, MemoryLog memory) {
        this.world = world;
        this.memory = memory;
    }

    Facts take(Set<String> inUse) throws IOException, InterruptedException, SQLException {
        Looks looks = Looks.of(world.people().look());
        try (Connection books = world.postgres().connect()) {
            return new Facts(
                    inUse,
                    looks.people(),
                    looks.sentences(),
                    looks.objects(),
                    rows(books),
                    leases(books),
                    events(books),
                    workers(world.temporary()),
                    managers(),
                    world.realtime().joined());
        }
    }

    long documentsThatHadAnAgent() throws SQLException {
        try (Connection books = world.postgres().connect()) {
            return rows(books).stream()
                    .filter(row -> row.status().equals("active") || !row.open())
                    .map(Facts.Row::document)
                    .distinct()
                    .count();
        }
    }

    /** Processes that carry a manager's mark and this run's folder. */
    static List<Facts.WorkerSeen> workers(Path temporary) {
        return ProcStat.all().stream()
                .filter(process -> !process.isDead() && isWorker(process.pid(), temporary))
                .map(process -> new Facts.WorkerSeen(process.pid(), process.parent()))
                .toList();
    }

    private static boolean isWorker(long pid, Path temporary) {
        try {
            byte[] all = Files.readAllBytes(ProcStat.PROC.resolve(pid + "/environ"));
            List<String> entries =
                    Arrays.asList(new String(all, StandardCharsets.ISO_8859_1).split("\0", -1));
            return entries.contains("TMPDIR=" + temporary)
                    && entries.stream().anyMatch(entry -> entry.startsWith("ATTACHE_STATE_ID="));
        } catch (IOException e) {
            return false;
        }
    }

    private List<Facts.ManagerSeen> managers() {
        return world.managers().stream()
                .map(m -> new Facts.ManagerSeen(m.id(), m.pid(), m.died(), memory.of(m.pid())))
                .toList();
    }

    private static List<Facts.Row> rows(Connection books) throws SQLException {
        return query(
                books,
                "SELECT document_id, status, disconnected_at IS NULL, coalesce(agent_pid, 0),"
                        + " manager_id FROM agent_connections ORDER BY connected_at, id",
                row ->
                        new Facts.Row(
                                row.getString(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getLong(4),
                                row.getString(5)));
    }

    private static List<Facts.Lease> leases(Connection books) throws SQLException {
        return query(
                books,
                "SELECT document_id, manager_id FROM document_leases WHERE released_at IS NULL",
                row -> new Facts.Lease(row.getString(1), row.getString(2)));
    }

    private static List<Facts.Told> events(Connection books) throws SQLException {
        return query(
                books,
                "SELECT document_id, event_type, user_count, seq FROM document_activity ORDER BY"
                        + " seq",
                row ->
                        new Facts.Told(
                                row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)));
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> query(Connection books, String sql, Reader<T> reader)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (Statement statement = books.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }
}
