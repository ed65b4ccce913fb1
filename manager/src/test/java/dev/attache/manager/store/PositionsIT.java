package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.TestPostgres;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

final class PositionsIT {
    private static final String LINE =
            "SELECT manager_id || ' ' || document_id || ' ' || position FROM document_positions"
                    + " ORDER BY 1";
    private static TestPostgres postgres;
    private static Database database;

    private List<DocumentId> line = List.of();

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
        database = Database.open(postgres.url(), 2);
    }

    @AfterAll
    static void stop() {
        database.close();
        postgres.close();
    }

    @BeforeEach
    void empty() {
        postgres.empty();
    }

    @Test
    void theTableShowsTheLineAsItIsNow() {
        Positions positions = of("m1");
        line = documents("a", "b", "c");
        positions.look();
        assertThat(postgres.rows(LINE)).containsExactly("m1 a 1", "m1 b 2", "m1 c 3");

        line = documents("b", "d");
        positions.look();
        assertThat(postgres.rows(LINE)).containsExactly("m1 b 1", "m1 d 2");

        line = List.of();
        positions.look();
        assertThat(postgres.rows(LINE)).isEmpty();
    }

    @Test
    void managersDoNotTouchEachOthersLines() {
        Positions one = of("m1");
        Positions two = of("m2");
        line = documents("a", "b");
        one.look();
        line = documents("b");
        two.look();
        line = List.of();
        one.look();

        assertThat(postgres.rows(LINE)).containsExactly("m2 b 1");
    }

    @Test
    void anUnchangedLineIsRenewedNowAndThen() {
        Positions positions = of("m1");
        line = documents("a");
        positions.look();
        postgres.run("UPDATE document_positions SET told_at = now() - interval '80 seconds'");

        positions.look();
        assertThat(postgres.value("SELECT document_standing('a')")).contains("1");
        assertThat(old()).isEqualTo("1");

        for (int look = 0; look < 6; look++) {
            positions.look();
        }
        assertThat(old()).isEqualTo("0");
    }

    @Test
    void whatAManagerThatIsGoneLeftBehindIsClearedUp() {
        Positions positions = of("m1");
        postgres.run(
                "INSERT INTO document_positions VALUES ('m9', 'z', 1, now() - interval '11"
                        + " minutes')");
        line = documents("a");

        positions.look();

        assertThat(postgres.rows(LINE)).containsExactly("m1 a 1");
    }

    @Test
    void aLookThatCouldNotBeWrittenIsWrittenAtTheNext() {
        Positions positions = of("m1");
        line = documents("a");
        postgres.goAway();
        try {
            positions.look();
        } finally {
            postgres.comeBack();
        }

        positions.look();

        assertThat(postgres.rows(LINE)).containsExactly("m1 a 1");
    }

    private static String old() {
        return postgres.value(
                "SELECT count(*) FROM document_positions WHERE told_at < now() - interval '1"
                        + " minute'");
    }

    private Positions of(String manager) {
        var self = new ManagerIdentity(manager, UUID.randomUUID(), "host1", 41, "1.0.0");
        return new Positions(
                new PostgresPositions(database, self),
                most -> CompletableFuture.completedFuture(line));
    }

    private static List<DocumentId> documents(String... names) {
        return Stream.of(names).map(DocumentId::new).toList();
    }
}
