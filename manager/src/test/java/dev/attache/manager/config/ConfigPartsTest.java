package dev.attache.manager.config;

import static dev.attache.manager.config.Written.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The same two tests for each part: what holds by default, and that every key arrives. Those that
 * decide about workers have a class of their own.
 */
class ConfigPartsTest {
    private static final DocumentId DRAFT = new DocumentId("team-draft-1");
    private static final DocumentId PLAN = new DocumentId("team-plan");

    @Test
    void identityDefaults() {
        var identity = config("HOME", "/home/op").identity();

        assertThat(identity.managerId()).isEqualTo(IdentityConfig.hostName(Written.environment()));
        assertThat(identity.home()).isEqualTo(Path.of("/home/op/.local/state/attache"));
    }

    @Test
    void identityMapping() {
        var identity = config("MANAGER_ID", "m1", "ATTACHE_HOME", "/srv/attache").identity();

        assertThat(identity).isEqualTo(new IdentityConfig("m1", Path.of("/srv/attache")));
    }

    @Test
    void identityTakesTheFolderThatSystemdMade() {
        assertThat(config("STATE_DIRECTORY", "/var/lib/attache:/var/lib/x").identity().home())
                .isEqualTo(Path.of("/var/lib/attache"));
    }

    @Test
    void databaseDefaults() {
        var database = config().database();

        assertThat(database.pooled()).isEmpty();
        assertThat(database.direct()).isEmpty();
    }

    @Test
    void databaseMapping() {
        var database =
                config(
                                "DATABASE_URL", "postgresql://u:pw@db:6543/books",
                                "DATABASE_DIRECT_URL", "postgresql://u:pw@db:5432/books")
                        .database();

        assertThat(database.pooled().orElseThrow()).hasToString("db:6543/books");
        assertThat(database.direct().orElseThrow()).hasToString("db:5432/books");
    }

    @Test
    void aPoolerIsNotListenedTo() {
        assertThat(config("DATABASE_URL", "postgresql://u:pw@db:6543/books").database().direct())
                .isEmpty();
        assertThat(config("DATABASE_URL", "postgresql://u:pw@db/books").database().direct())
                .isPresent();
    }

    @Test
    void supabaseDefaults() {
        assertThat(config().supabase().url()).isEmpty();
        assertThat(config().supabase().serviceKey()).isEmpty();
    }

    @Test
    void supabaseMapping() {
        var supabase =
                config("SUPABASE_URL", "https://x.supabase.co", "SUPABASE_SERVICE_KEY", "key")
                        .supabase();

        assertThat(supabase.url()).contains(URI.create("https://x.supabase.co"));
        assertThat(supabase.serviceKey()).contains("key");
    }

    @Test
    void documentsDefaults() {
        var documents = config().documents();

        assertThat(documents.filter().test(DRAFT)).isTrue();
        assertThat(documents.urls().of(PLAN))
                .isEqualTo("ws://127.0.0.1:8787/parties/document/team-plan");
        assertThat(documents.idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void documentsMapping() {
        var documents =
                config(
                                "ATTACHE_DOCUMENTS", "team-*,!*-draft-?",
                                "DOCUMENT_URL", "wss://docs.example/{document}/live",
                                "IDLE_TIMEOUT_MS", "5000")
                        .documents();

        assertThat(documents.filter().test(DRAFT)).isFalse();
        assertThat(documents.filter().test(PLAN)).isTrue();
        assertThat(documents.urls().of(PLAN)).isEqualTo("wss://docs.example/team-plan/live");
        assertThat(documents.idleTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config("WS_PORT", "9", "PARTY_NAME", "room").documents().urls().of(PLAN))
                .isEqualTo("ws://127.0.0.1:9/parties/room/team-plan");
    }

    @Test
    void tokensDefaults() {
        assertThat(config().tokens().agentSecrets()).isEmpty();
        assertThat(config().tokens().userSecrets()).isEmpty();
    }

    @Test
    void tokensMapping() {
        var tokens =
                config(
                                "AGENT_TOKEN_SECRET", "0123456789abcdef,fedcba9876543210",
                                "USER_TOKEN_SECRET", "0123456789ABCDEF")
                        .tokens();

        assertThat(tokens.agentSecrets()).contains("0123456789abcdef,fedcba9876543210");
        assertThat(tokens.userSecrets()).contains("0123456789ABCDEF");
    }

    @Test
    void httpDefaults() {
        var http = config().http();

        assertThat(List.of(http.host(), http.port(), http.ingestHost()))
                .isEqualTo(List.of("127.0.0.1", 9787, "127.0.0.1"));
        assertThat(http.ingestPort()).isEmpty();
    }

    @Test
    void httpMapping() {
        var http =
                config(
                                "HTTP_HOST", "::1",
                                "HTTP_PORT", "0",
                                "INGEST_HOST", "10.0.0.1",
                                "INGEST_PORT", "81",
                                "SUPABASE_SERVICE_KEY", "key")
                        .http();

        assertThat(http).isEqualTo(new HttpConfig("::1", 0, "10.0.0.1", Optional.of(81)));
    }

    @Test
    void logDefaults() {
        assertThat(config().log())
                .isEqualTo(new LogConfig(LogConfig.Form.TEXT, LogConfig.Level.INFO));
    }

    @Test
    void logMapping() {
        assertThat(config("ATTACHE_LOG", "json", "ATTACHE_LOG_LEVEL", "DEBUG").log())
                .isEqualTo(new LogConfig(LogConfig.Form.JSON, LogConfig.Level.DEBUG));
    }

    /** Nobody adds a key and forgets to read it, or reads one and forgets to list it. */
    @Test
    void everyKeyThatIsListedIsRead() {
        assertThat(config().settings())
                .extracting(setting -> setting.key().name())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Keys.names());
    }
}
