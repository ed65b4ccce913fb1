package dev.attache.manager.config;

import static dev.attache.manager.config.Written.config;
import static dev.attache.manager.config.Written.environment;
import static dev.attache.manager.config.Written.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ConfigFaultsTest {
    @TempDir Path folder;

    @Test
    void allFaultsAreToldAtOnceWithKeyValueAndWhatIsAllowed() {
        assertThat(
                        faults(
                                "HTTP_PORT", "70000",
                                "EVICT_QUIET", "30 seconds",
                                "ATTACHE_LOG", "xml",
                                "AGENT_COLOR", "red"))
                .containsExactlyInAnyOrder(
                        "HTTP_PORT is 70000 (environment); it must be a whole number from 0 to"
                                + " 65535.",
                        "EVICT_QUIET is 30 seconds (environment); it must be a duration such as"
                                + " 250ms, 30s, 5m, 2h, 1d or 0.",
                        "ATTACHE_LOG is xml (environment); it must be one of text, json.",
                        "AGENT_COLOR is red (environment); it must be a colour such as #FF6B6B.");
    }

    @Test
    void aSecretIsNeverRepeated() {
        var faults =
                faults(
                        "DATABASE_URL", "mysql://u:hunter2@db/x",
                        "AGENT_TOKEN_SECRET", "hunter2");

        assertThat(faults).hasSize(2);
        assertThat(faults).noneMatch(fault -> fault.contains("hunter2"));
    }

    @Test
    void whatNobodyReadsIsAnErrorWhenItWasProbablyMeant() {
        assertThat(
                        faults(
                                "ATTACHE_FOO", "1",
                                "MAX_CONCURENT_AGENTS", "5",
                                "WARM_SPARSE", "1",
                                "http_port", "1",
                                "PATH", "/bin",
                                "EDITOR", "ed"))
                .containsExactly(
                        "ATTACHE_FOO is not known; `attache config` lists what is.",
                        "MAX_CONCURENT_AGENTS is not known; did you mean MAX_CONCURRENT_AGENTS?",
                        "WARM_SPARSE is not known; did you mean WARM_SPARES?",
                        "http_port is not known; did you mean HTTP_PORT?");
    }

    @Test
    void lenientMakesWarningsOfStrangeNamesAndOfNothingElse() throws ConfigFaults {
        var lenient = ManagerConfig.read(environment("ATTACHE_FOO", "1"), null, true);

        assertThat(lenient.warnings())
                .containsExactly("ATTACHE_FOO is not known; `attache config` lists what is.");
        assertThatThrownBy(() -> ManagerConfig.read(environment("WS_PORT", "x"), null, true))
                .isInstanceOf(ConfigFaults.class);
    }

    @Test
    void noKnownNameIsANearMissOfAnother() {
        var all = environment();
        Keys.names().forEach(name -> all.put(name, ""));

        assertThat(Strangers.among(Keys.names(), Keys.names())).isEmpty();
        assertThat(faults("HTTP_PORT", "", "WS_PORT", " ")).isEmpty();
    }

    @Test
    void whatDoesNotGoTogetherIsAFault() {
        assertThat(faults("SUPABASE_URL", "https://x.supabase.co"))
                .containsExactly(
                        "SUPABASE_URL is set; set SUPABASE_SERVICE_KEY as well, or neither.");
        assertThat(faults("LLM_API_KEY", "sk-1")).singleElement().asString().contains("builtin");
        assertThat(faults("LLM_PROVIDER", "openai"))
                .containsExactly(
                        "LLM_PROVIDER is openai: set LLM_API_KEY, or LLM_BASE_URL to one that needs"
                                + " none.");
        assertThat(faults("MEMORY_RELEASE_MB", "2000"))
                .containsExactly(
                        "MEMORY_RELEASE_MB (2000) must not be over MEMORY_KILL_MB (1024).");
    }

    @Test
    void theFileIsReadAndTheEnvironmentWins() throws IOException, ConfigFaults {
        Path file = folder.resolve("attache.env");
        Files.writeString(
                file,
                """
                # our house
                MANAGER_ID="house 1"
                export WS_PORT=9000

                HTTP_PORT = 81
                LLM_MODEL='a#b'
                """);

        var config =
                ManagerConfig.read(
                        environment("ATTACHE_CONFIG", file.toString(), "WS_PORT", "9001"),
                        null,
                        false);

        assertThat(config.identity().managerId()).isEqualTo("house 1");
        assertThat(config.http().port()).isEqualTo(81);
        assertThat(config.workerSettings()).containsEntry("llm.model", "a#b");
        assertThat(originOf(config, "MANAGER_ID")).isEqualTo(file + ":2");
        assertThat(originOf(config, "WS_PORT")).isEqualTo("environment");
        assertThat(originOf(config, "PARTY_NAME")).isEqualTo("default");
    }

    @Test
    void aFileAsWindowsWritesItIsReadLikeAnyOther() throws IOException, ConfigFaults {
        Path file = folder.resolve("attache.env");
        Files.writeString(file, "\uFEFFMANAGER_ID=house\r\nLLM_MODEL=\"a b\"\r\n");

        var config =
                ManagerConfig.read(environment("ATTACHE_CONFIG", file.toString()), null, false);

        assertThat(config.identity().managerId()).isEqualTo("house");
        assertThat(config.workerSettings()).containsEntry("llm.model", "a b");
    }

    @Test
    void aBrokenFileIsToldByLine() throws IOException {
        Path file = folder.resolve("attache.env");
        Files.writeString(file, "WS_PORT=1\nsecret\nWS_PORT=x\n");

        assertThat(faults("ATTACHE_CONFIG", file.toString()))
                .containsExactly(
                        file + ":2 is not KEY=VALUE.",
                        file + ":3 sets WS_PORT again; line 1 did already.",
                        "WS_PORT is x (%s:3); it must be a whole number from 0 to 65535."
                                .formatted(file));
        assertThat(faults("ATTACHE_CONFIG", folder.resolve("none").toString()))
                .containsExactly(
                        "The configuration file " + folder.resolve("none") + " does not exist.");
    }

    @Test
    void whatRunCannotDoWithoutIsAskedForWithWhatToSet() {
        assertThatThrownBy(() -> config().readyToRun())
                .isInstanceOfSatisfying(
                        ConfigFaults.class,
                        faults ->
                                assertThat(faults.faults())
                                        .satisfiesExactly(
                                                one ->
                                                        assertThat(one)
                                                                .startsWith("DATABASE_URL is not")
                                                                .contains("postgresql://"),
                                                two ->
                                                        assertThat(two)
                                                                .startsWith("AGENT_TOKEN_SECRET")));
    }

    @Test
    void secretsAreMaskedInWhatIsShown() {
        var config =
                config(
                        "DATABASE_URL", "postgresql://u:hunter2hunter2hunter2@db/x",
                        "AGENT_TOKEN_SECRET", "hunter2hunter2hunter2",
                        "LLM_PROVIDER", "openai",
                        "LLM_API_KEY", "hunter2",
                        "SUPABASE_SERVICE_KEY", "hunter2");

        assertThat(config.settings()).noneMatch(s -> s.shown().contains("hunter2"));
        assertThat(config.settings()).anyMatch(s -> s.shown().equals("**** (21 characters)"));
        assertThat(config.settings()).anyMatch(s -> s.shown().equals("db:5432/x"));
        assertThat(config.toString() + config.agent()).doesNotContain("hunter2");
    }

    private static String originOf(ManagerConfig config, String key) {
        return config.settings().stream()
                .filter(setting -> setting.key().name().equals(key))
                .map(setting -> setting.origin().toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anIngestDoorNeedsAKey() {
        assertThat(faults("INGEST_PORT", "81"))
                .singleElement()
                .asString()
                .contains("set SUPABASE_SERVICE_KEY to a long random text");
    }
}
