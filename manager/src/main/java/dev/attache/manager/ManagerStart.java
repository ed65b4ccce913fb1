package dev.attache.manager;

import dev.attache.manager.launch.Orphans;
import dev.attache.manager.launch.StateDirectory;
import dev.attache.manager.store.Database;
import dev.attache.manager.store.ManagerIdentity;
import dev.attache.manager.store.ManagerTable;
import dev.attache.manager.store.PostgresManagers;
import dev.attache.manager.store.Recovery;
import dev.attache.manager.store.RivalCheck;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.migrations.MigrationReport;
import dev.attache.migrations.Migrations;
import dev.attache.migrations.SchemaState;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What must be sure before a manager may decide anything: the state directory is ours, nobody of an
 * earlier run is alive, the schema fits, no rival beats, and the books tell the truth.
 */
public final class ManagerStart {
    private static final Logger log = LoggerFactory.getLogger(ManagerStart.class);
    private static final Duration ORPHANS_DIE_WITHIN = Duration.ofSeconds(10);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(3);

    private ManagerStart() {}

    /** Blocks until Postgres answers; refuses in one sentence what only an operator can mend. */
    public static Manager start(
            ManagerSettings settings, String version, boolean migrate, Watcher watcher)
            throws Refused, IOException, InterruptedException {
        StateDirectory state = hold(settings);
        try {
            if (!new Orphans(state.stateId()).clear(ORPHANS_DIE_WITHIN).allDead()) {
                throw new Refused(
                        "workers of an earlier run do not die (see the log): nothing is launched"
                                + " beside them");
            }
            var self = identity(settings, version);
            Database database = Database.open(settings.database(), settings.databaseConnections());
            try {
                prepare(settings, database, self, version, migrate);
                return new Manager(settings, watcher, state, self, database);
            } catch (Refused | IOException | InterruptedException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (Refused | IOException | InterruptedException | RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static ManagerIdentity identity(ManagerSettings settings, String version) {
        return new ManagerIdentity(
                settings.managerId(),
                UUID.randomUUID(),
                settings.host(),
                ProcessHandle.current().pid(),
                version);
    }

    private static StateDirectory hold(ManagerSettings settings) throws Refused {
        try {
            return StateDirectory.hold(settings.home(), settings.managerId());
        } catch (StateDirectory.Taken e) {
            throw new Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Refused(
                    "the state directory "
                            + settings.home()
                            + " cannot be used ("
                            + e
                            + "): mend it, or set ATTACHE_HOME to a folder that this user may"
                            + " write");
        }
    }

    private static void prepare(
            ManagerSettings settings,
            Database database,
            ManagerIdentity self,
            String version,
            boolean migrate)
            throws Refused, InterruptedException {
        boolean told = false;
        while (true) {
            try {
                schema(settings, version, migrate);
                Optional<ManagerTable.Seen> rival =
                        RivalCheck.beating(new PostgresManagers(database), self);
                if (rival.isPresent()) {
                    throw new Refused(RivalCheck.refusal(rival.get()));
                }
                new Recovery(database, self).run();
                return;
            } catch (SQLException e) {
                told = wait(StoreTrouble.of(e), told);
            } catch (StoreTrouble e) {
                told = wait(e, told);
            }
        }
    }

    private static void schema(ManagerSettings settings, String version, boolean migrate)
            throws SQLException, Refused {
        try (Connection connection = settings.database().connect("attache start")) {
            SchemaState stands = Migrations.inspect(connection, version);
            if (!stands.serves() && migrate) {
                MigrationReport report = Migrations.apply(connection);
                log.info("Migrated the schema applied={}", String.join(",", report.applied()));
                report.notices().forEach(notice -> log.warn("{}", notice));
                stands = Migrations.inspect(connection, version);
            }
            if (!stands.serves()) {
                throw new Refused(stands.sentence());
            }
        }
    }

    /** Weather passes; a wrong password or a missing right does not. */
    private static boolean wait(StoreTrouble trouble, boolean told)
            throws Refused, InterruptedException {
        if (!trouble.passes()) {
            throw new Refused("Postgres refuses: " + trouble.getMessage());
        }
        if (!told) {
            log.warn(
                    "Postgres does not answer, asking again every {} s why=\"{}\"",
                    ASK_AGAIN.toSeconds(),
                    trouble.getMessage());
        }
        Thread.sleep(ASK_AGAIN);
        return true;
    }
}
