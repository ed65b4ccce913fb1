package dev.attache.manager.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.store.Memories;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

class BriefingTest {
    private final SettableClock calendar = new SettableClock();
    private final Briefing briefing =
            new Briefing(
                    DocumentUrls.local(8787, "document"),
                    new AgentTokens("secret-of-the-tests"),
                    Map.of("budget.calls", "10"),
                    new Memories(calendar),
                    calendar);
    private final Life life = new Life(new DocumentId("d"), 7, 1);

    @Test
    void tokensAndTheDayOfTheBudgetFollowTheCalendarThroughASleepOfTheMachine() {
        calendar.pass(Duration.ofDays(2));

        var attach = briefing.attach(life);

        assertThat(attach.settings())
                .containsEntry("budget.day", "2026-03-31")
                .containsEntry("budget.calls", "10");
        long now = calendar.instant().getEpochSecond();
        assertThat(claims(attach.token())).contains("\"iat\":" + now, "\"exp\":" + (now + 43_200));
        assertThat(claims(briefing.token(life).token())).contains("\"iat\":" + now);
    }

    @Test
    void aReloadChangesTheBudgetsAndNothingElse() {
        briefing.reload(Map.of("budget.tokens", "500", "llm.provider", "openai"));

        assertThat(briefing.attach(life).settings())
                .containsEntry("budget.tokens", "500")
                .doesNotContainKeys("budget.calls", "llm.provider");
    }

    private static String claims(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
