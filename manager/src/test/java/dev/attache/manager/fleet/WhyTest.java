package dev.attache.manager.fleet;

import static dev.attache.manager.fleet.Script.doc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is advised can be copied into a shell as it stands. */
class WhyTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "team/plan-7, team/plan-7",
                "Zürich.日本, Zürich.日本",
                "my notes, 'my notes'",
                "<img onerror>, '<img onerror>'",
                "it's $(here), 'it'\\''s $(here)'",
                "-rf, -- '-rf'",
            })
    void theNameIsQuotedWhereAShellWouldMisreadIt(String name, String written) {
        Script s = new Script(Policy.of(2, 0, 2));
        s.crash(s.attach(name));

        assertThat(Why.of(s.fleet, doc(name), s.now).advice())
                .endsWith("attache restart " + written);
    }

    @Test
    void aManagerWithoutPlacesSaysSo() {
        Script s = new Script(Policy.of(0, 0, 2));
        s.use("a");

        assertThat(Why.of(s.fleet, doc("a"), s.now).sentence())
                .contains("takes no documents", "MAX_CONCURRENT_AGENTS is 0");
    }

    @Test
    void aRestSaysWhatTheAgentComplainedOfBeforeItDied() {
        Script s = new Script(Policy.of(2, 0, 2));
        WorkerId a = s.attach("a");
        s.on(new Event.WorkerFailed(a, FromWorker.Cause.SETUP, "no key for the model"));
        s.crash(a);

        assertThat(Why.of(s.fleet, doc("a"), s.now).sentence()).contains("no key for the model");
    }
}
