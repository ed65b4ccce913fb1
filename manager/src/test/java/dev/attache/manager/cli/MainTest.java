package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.Version;
import dev.attache.manager.config.Keys;
import dev.attache.manager.launch.FileNames;
import dev.attache.manager.launch.LogFolder;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;

class MainTest {
    @TempDir Path home;

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(Version.current()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(Typed.in(Map.of(), "version").out().strip())
                .isEqualTo("attache " + Version.current());
        assertThat(Typed.in(Map.of(), "version", "--json").out().strip())
                .isEqualTo("{\"version\":\"" + Version.current() + "\"}");
    }

    @Test
    void helpListsTheCommandsAndTheExitCodes() {
        var help = Typed.in(Map.of(), "--help");

        assertThat(help.exit()).isEqualTo(Exit.OK);
        assertThat(help.out()).contains("doctor", "why", "Exit codes:", "no manager is running");
        assertThat(Typed.in(Map.of()).out()).isEqualTo(help.out());
    }

    @Test
    void wrongWordsAreUsageErrorsWithASuggestion() {
        var typed = Typed.in(Map.of(), "statsu");

        assertThat(typed.exit()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("status");
        assertThat(Typed.in(here(), "why").exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.in(here(), "why", "x".repeat(300)).exit()).isEqualTo(Exit.USAGE);
        assertThat(Typed.in(here(), "attach", "x", "--for", "soon").err()).contains("30s, 5m");
    }

    @Test
    void allFaultsOfTheConfigurationAreToldAndNothingIsDone() {
        var typed = Typed.in(Map.of("HTTP_PORT", "x", "ATTACHE_FOO", "1"), "run");

        assertThat(typed.exit()).isEqualTo(Exit.USAGE);
        assertThat(typed.err().lines()).hasSize(2).anyMatch(l -> l.startsWith("HTTP_PORT is x"));
    }

    @Test
    void runSaysWhatToSet() {
        var typed = Typed.in(here(), "run");

        assertThat(typed.exit()).isEqualTo(Exit.USAGE);
        assertThat(typed.err()).contains("DATABASE_URL is not set", "AGENT_TOKEN_SECRET");
    }

    @Test
    void configShowsEveryKeyWithItsOriginAndNoSecret() {
        var environment = Map.of("AGENT_TOKEN_SECRET", "hunter2hunter2hunter2", "WARM_SPARES", "3");
        var typed = Typed.in(environment, "config");

        assertThat(typed.exit()).isEqualTo(Exit.OK);
        assertThat(typed.out()).doesNotContain("hunter2").contains("**** (21 characters)");
        assertThat(typed.out().lines()).anyMatch(l -> l.matches("WARM_SPARES +environment +3"));
        assertThat(typed.out().lines()).anyMatch(l -> l.matches("WS_PORT +default +8787"));
        assertThat(Typed.in(environment, "config", "--json").out())
                .contains("\"WARM_SPARES\":{\"value\":\"3\",\"from\":\"environment\"}");
    }

    @Test
    void theReadmesTablesNameEveryKey() {
        var markdown = Typed.in(Map.of(), "config", "--markdown").out();

        Keys.byPart()
                .values()
                .forEach(
                        keys ->
                                keys.forEach(
                                        key ->
                                                assertThat(markdown)
                                                        .contains("| `" + key.name() + "` |")));
    }

    @Test
    void withoutAManagerThatIsSaid() {
        for (String command : new String[] {"status", "documents", "drain"}) {
            var typed = Typed.in(here(), command);
            assertThat(typed.exit()).isEqualTo(Exit.NO_MANAGER);
            assertThat(typed.err()).contains("MANAGER_ID=m1", "attache run");
        }
    }

    @Test
    void aManagerThatDiedIsNoManager() throws IOException {
        Path folder = Files.createDirectories(home.resolve(FileNames.of("m1")));
        Files.writeString(folder.resolve("api-token"), "t\n");
        Files.writeString(folder.resolve("api-address"), "http://127.0.0.1:1\n");

        var typed = Typed.in(here(), "why", "x");

        assertThat(typed.exit()).isEqualTo(Exit.NO_MANAGER);
        assertThat(typed.err()).contains("http://127.0.0.1:1 does not answer");
    }

    @Test
    void logsAreReadWithoutAManager() throws IOException {
        var document = new DocumentId("team/plan");
        Path logs = Files.createDirectories(home.resolve(FileNames.of("m1")).resolve("logs"));
        Files.write(
                LogFolder.fileIn(logs, document),
                IntStream.rangeClosed(1, 300).mapToObj(i -> "line " + i).toList());

        assertThat(Typed.in(here(), "logs", "team/plan", "-n", "2").out().lines())
                .containsExactly("line 299", "line 300");
        assertThat(Typed.in(here(), "logs", "team/plan", "-n", "1", "--json").out().strip())
                .isEqualTo("{\"line\":\"line 300\"}");
        assertThat(Typed.in(here(), "logs", "other").exit()).isEqualTo(Exit.FAILED);
    }

    @Test
    void tokensArePeoplesAndSayWhatIsMissing() {
        assertThat(Typed.in(here(), "token", "x").err()).contains("USER_TOKEN_SECRET is not set");

        var typed =
                Typed.in(
                        Map.of("USER_TOKEN_SECRET", "0123456789abcdef"),
                        "token",
                        "team/plan",
                        "--name",
                        "Ada \"A\"",
                        "--read",
                        "--for",
                        "2h");

        String claims =
                new String(
                        Base64.getUrlDecoder().decode(typed.out().split("\\.", -1)[1]),
                        StandardCharsets.UTF_8);
        assertThat(claims)
                .contains(
                        "\"doc\":\"team/plan\"",
                        "\"role\":\"user\"",
                        "\"name\":\"Ada \\\"A\\\"\"",
                        "\"access\":\"read\"");
    }

    private Map<String, String> here() {
        return Map.of("ATTACHE_HOME", home.toString(), "MANAGER_ID", "m1");
    }
}
