package dev.attache.manager.store;

import dev.attache.manager.fleet.Exit;
import dev.attache.manager.store.PostgresUsedDocuments.WorkerMake;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** What went wrong, and what rests because of it: part of a transaction of the books. */
record PostgresIncidents(Connection connection, ManagerIdentity self, WorkerMake make) {
    private static final int KIND_FITS = 64;
    private static final int STDERR_FITS = 65_536;

    void write(List<BookEntry> entries) throws SQLException {
        quarantined(PostgresBooks.of(entries, BookEntry.Quarantined.class));
        lifted(PostgresBooks.of(entries, BookEntry.Lifted.class));
        incidents(PostgresBooks.of(entries, BookEntry.Incident.class));
    }

    private void quarantined(List<BookEntry.Quarantined> quarantines) throws SQLException {
        try (var put =
                connection.prepareStatement(
                        """
                        INSERT INTO public.document_quarantine
                            (document_id, reason, strikes, since, lift_after, worker_version, config_hash)
                        VALUES (?, ?, ?, now() - ? * interval '1 ms', now() + ? * interval '1 ms', ?, ?)
                        ON CONFLICT (document_id) DO UPDATE SET reason = excluded.reason, strikes = excluded.strikes,
                            since = excluded.since, lift_after = excluded.lift_after,
                            worker_version = excluded.worker_version, config_hash = excluded.config_hash
                        """)) {
            for (var entry : quarantines) {
                put.setString(1, entry.document().value());
                put.setString(2, PlainText.clean(entry.reason()));
                put.setInt(3, entry.strikes());
                put.setLong(4, entry.age().toMillis());
                put.setLong(5, entry.liftableIn().minus(entry.age()).toMillis());
                put.setString(6, PlainText.of(make.workerVersion()));
                put.setString(7, make.configHash());
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private void lifted(List<BookEntry.Lifted> lifted) throws SQLException {
        try (var lift =
                connection.prepareStatement(
                        "DELETE FROM public.document_quarantine WHERE document_id = ?")) {
            for (var entry : lifted) {
                lift.setString(1, entry.document().value());
                lift.addBatch();
            }
            lift.executeBatch();
        }
    }

    private void incidents(List<BookEntry.Incident> incidents) throws SQLException {
        try (var report =
                connection.prepareStatement(
                        """
                        INSERT INTO public.agent_incidents
                            (document_id, agent_id, manager_id, kind, reason, exit_code, exit_signal,
                             stderr_tail, uptime_ms, at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, now() - ? * interval '1 ms')
                        """)) {
            for (var entry : incidents) {
                report.setString(1, entry.document() == null ? null : entry.document().value());
                report.setString(2, entry.agentId());
                report.setString(3, self.id());
                report.setString(4, PlainText.first(entry.kind(), KIND_FITS));
                report.setString(5, PlainText.clean(entry.sentence()));
                Exit exit = entry.exit();
                boolean ended = exit != null && exit.signal() == 0;
                report.setObject(6, exit != null && ended ? exit.code() : null, Types.INTEGER);
                report.setString(7, exit != null && !ended ? exit.signalName() : null);
                report.setString(8, lastWords(exit));
                report.setObject(9, entry.uptime() == null ? null : entry.uptime().toMillis());
                report.setLong(10, entry.age().toMillis());
                report.addBatch();
            }
            report.executeBatch();
        }
    }

    private static @Nullable String lastWords(@Nullable Exit exit) {
        String tail = exit == null ? "" : String.join("\n", exit.lastStderrLines());
        return tail.isEmpty() ? null : PlainText.lastBytes(tail, STDERR_FITS);
    }
}
