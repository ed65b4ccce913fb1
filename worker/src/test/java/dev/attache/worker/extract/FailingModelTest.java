package dev.attache.worker.extract;

import static dev.attache.worker.extract.FakeModel.openAi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every fault of a model, and a spent budget: the work goes on without it. */
class FailingModelTest extends AskingAModel {

    @Test
    void aRefusalInsteadOfAnAnswerIsAShortfall() throws Exception {
        model.then(
                200,
                "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"No.\"}}],\"usage\":{}}");

        assertThat(read("We met in Lisbon.").shortfall())
                .get()
                .extracting(Shortfall::kind)
                .isEqualTo(Shortfall.Kind.NONSENSE);
    }

    @Test
    void comesBackWhenTheServerSaysSo() throws Exception {
        model.then(
                        exchange -> {
                            exchange.getResponseHeaders().add("Retry-After", "7");
                            FakeModel.send(exchange, 429, "slow down");
                        })
                .then(200, openAi(LISBON));

        Extraction extraction = read("We met in Lisbon.");

        assertThat(extraction.shortfall()).isEmpty();
        assertThat(extraction.usage().calls()).isEqualTo(2);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void doesNotWaitForAServerThatAsksForTooMuch() throws Exception {
        model.then(
                exchange -> {
                    exchange.getResponseHeaders().add("Retry-After", "3600");
                    FakeModel.send(exchange, 429, "slow down");
                });

        assertThat(read("We met in Lisbon.").shortfall()).isPresent();
        assertThat(pauses).isEmpty();
    }

    @Test
    void triesABrokenServerThreeTimesWithGrowingPausesAndThenWorksWithoutIt() throws Exception {
        model.then(503, "").thenHangUp().then(500, "oops");

        Extraction extraction = read("We met in Lisbon.");

        assertThat(extraction.usage().calls()).isEqualTo(3);
        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
        assertThat(extraction.shortfall())
                .hasValueSatisfying(
                        why -> assertThat(why.kind()).isEqualTo(Shortfall.Kind.UNREACHABLE));
        assertThat(extraction.places().getFirst())
                .extracting(Place::name)
                .containsExactly("Lisbon");
    }

    @Test
    void doesNotTryAgainWhenItIsRefused() throws Exception {
        model.then(401, "{\"error\":\"bad key\"}");

        Extraction extraction = read("We met in Lisbon.");

        assertThat(model.asked).hasSize(1);
        assertThat(extraction.shortfall())
                .hasValueSatisfying(
                        why -> {
                            assertThat(why.kind()).isEqualTo(Shortfall.Kind.REFUSED);
                            assertThat(why.message())
                                    .contains("LLM_API_KEY")
                                    .doesNotContain("sk-secret");
                        });
    }

    @Test
    void asksAgainAfterNonsenseAndThenGivesUp() throws Exception {
        model.then(200, "not json").then(200, "{}").then(200, openAi().replace("places", "prices"));

        Extraction extraction = read("We met in Lisbon.");

        assertThat(model.asked).hasSize(3);
        assertThat(extraction.shortfall())
                .hasValueSatisfying(
                        why -> assertThat(why.kind()).isEqualTo(Shortfall.Kind.NONSENSE));
    }

    @Test
    void anEndlessOrDeepAnswerIsNonsenseOrTroubleAndNeverAnError() throws Exception {
        model.then(200, "x".repeat(3_000_000))
                .then(200, "[".repeat(100_000))
                .then(200, openAi(LISBON));

        assertThat(read("We met in Lisbon.").shortfall()).isEmpty();
    }

    @Test
    void silenceAndAStalledAnswerEndWithTheTimeLimit() throws Exception {
        settings.put("llm.timeout_ms", "200");
        model.thenSilence().thenStall().then(503, "");

        Extraction extraction = read("We met in Lisbon.");

        assertThat(extraction.usage().calls()).isEqualTo(3);
        assertThat(extraction.shortfall()).isPresent();
    }

    @Test
    void leavesAFailingModelAloneForAWhile() throws Exception {
        model.then(401, "");
        PlaceExtractor extractor = extractor();
        for (int i = 0; i < 5; i++) {
            extractor.extract(List.of(Passage.alone("We met in Lisbon.")));
        }
        assertThat(model.asked).hasSize(3);

        now = now.plusSeconds(31);
        extractor.extract(List.of(Passage.alone("We met in Lisbon.")));

        assertThat(model.asked).hasSize(4);
    }

    @Test
    void aSpentBudgetMeansTheBuiltInExtractorUntilTheNextDay() throws Exception {
        settings.putAll(
                Map.of("budget.calls", "3", "budget.calls_used", "2", "budget.day", "2026-11-21"));
        model.then(200, openAi(LISBON));
        PlaceExtractor extractor = extractor();
        List<Passage> passages = List.of(Passage.alone("We met in Lisbon."));

        assertThat(extractor.extract(passages).shortfall()).isEmpty();
        Extraction second = extractor.extract(passages);
        now = now.plus(Duration.ofDays(1));
        Extraction third = extractor.extract(passages);

        assertThat(second.shortfall())
                .hasValueSatisfying(why -> assertThat(why.kind()).isEqualTo(Shortfall.Kind.BUDGET));
        assertThat(second.places().getFirst()).hasSize(1);
        assertThat(third.shortfall()).isEmpty();
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void tokensAreCountedAgainstTheBudgetToo() throws Exception {
        settings.put("budget.tokens", "100");
        model.then(200, openAi(LISBON));
        PlaceExtractor extractor = extractor();
        List<Passage> passages = List.of(Passage.alone("We met in Lisbon."));

        extractor.extract(passages);

        assertThat(extractor.extract(passages).shortfall()).isPresent();
    }
}
