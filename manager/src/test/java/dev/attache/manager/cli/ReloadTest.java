package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.config.Key;
import dev.attache.manager.config.Keys;
import dev.attache.manager.config.ManagerConfig;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ReloadTest {
    private static final Map<String, String> BEFORE =
            Map.of(
                    "DATABASE_URL", "postgresql://u:old@h/d",
                    "DATABASE_DIRECT_URL", "postgresql://u:old@h/d",
                    "SUPABASE_URL", "http://localhost",
                    "SUPABASE_SERVICE_KEY", "old-secret-of-the-tests",
                    "AGENT_TOKEN_SECRET", "old-secret-of-the-tests",
                    "USER_TOKEN_SECRET", "old-secret-of-the-tests",
                    "LLM_PROVIDER", "openai",
                    "LLM_API_KEY", "old-secret-of-the-tests");

    @Test
    void theSameSettingsAreNoChange() throws Exception {
        assertThat(reload(BEFORE, BEFORE).isNothing()).isTrue();
    }

    @Test
    void whatHoldsAtOnceIsToldApartFromWhatWaitsForTheNextStart() throws Exception {
        var after = new HashMap<>(BEFORE);
        after.put("HTTP_PORT", "1");
        after.put("BUDGET_CALLS", "5");
        after.put("GOOD_LIFE", "5m");

        Reload reload = reload(BEFORE, after);

        assertThat(reload.now()).containsExactly("GOOD_LIFE", "BUDGET_CALLS");
        assertThat(reload.later()).containsExactly("HTTP_PORT");
    }

    @Test
    void whatWaitsForTheNextStartIsSaidEachTimeAndWhatHoldsOnce() throws Exception {
        var after = new HashMap<>(BEFORE);
        after.put("HTTP_PORT", "1");
        after.put("GOOD_LIFE", "5m");

        Reload again = Reload.between(config(BEFORE), config(after), config(after));

        assertThat(again.now()).isEmpty();
        assertThat(again.later()).containsExactly("HTTP_PORT");
    }

    @Test
    void everySecretThatIsReplacedByOneOfTheSameLengthIsNoticed() throws Exception {
        List<String> secrets =
                Keys.byPart().values().stream()
                        .flatMap(List::stream)
                        .filter(Key::isSecret)
                        .map(Key::name)
                        .toList();
        assertThat(secrets).hasSize(6);
        for (String secret : secrets) {
            var after = new HashMap<>(BEFORE);
            after.computeIfPresent(secret, (_, value) -> value.replace("old", "new"));

            Reload reload = reload(BEFORE, after);

            assertThat(reload.now().size() + reload.later().size()).as(secret).isOne();
        }
    }

    private static Reload reload(Map<String, String> before, Map<String, String> after)
            throws Exception {
        return Reload.between(config(before), config(before), config(after));
    }

    private static ManagerConfig config(Map<String, String> environment) throws Exception {
        return ManagerConfig.read(environment, null, false);
    }
}
