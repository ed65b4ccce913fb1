package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a language model, believes it only as far as text and gazetteer bear it out; else the
 * built-in one does the work.
 */
public final class ModelExtractor implements PlaceExtractor {

    private final ModelClient client;
    private final Budget budget;
    private final BuiltInExtractor builtIn;

    public ModelExtractor(ModelClient client, Budget budget, BuiltInExtractor builtIn) {
        this.client = client;
        this.budget = budget;
        this.builtIn = builtIn;
    }

    @Override
    public Extraction extract(List<Passage> passages) throws InterruptedException {
        List<List<Place>> places = new ArrayList<>();
        Usage usage = Usage.NONE;
        Optional<Shortfall> shortfall = Optional.empty();
        for (int from = 0; from < passages.size(); from += Question.MOST_SENTENCES) {
            List<Passage> some =
                    passages.subList(
                            from, Math.min(passages.size(), from + Question.MOST_SENTENCES));
            ModelClient.Reply reply = budget.isSpent() ? spent() : client.ask(some);
            budget.spend(reply.usage());
            usage = usage.plus(reply.usage());
            if (reply.shortfall().isPresent()) {
                shortfall = reply.shortfall();
                places.addAll(builtIn.extract(some).places());
            } else {
                places.addAll(Grounding.of(builtIn.gazetteer(), some, reply.claims()));
            }
        }
        return new Extraction(places, usage, shortfall);
    }

    private static ModelClient.Reply spent() {
        return new ModelClient.Reply(
                List.of(),
                Usage.NONE,
                Optional.of(
                        new Shortfall(
                                Shortfall.Kind.BUDGET,
                                "This document's budget for the model is spent until midnight"
                                        + " UTC.")));
    }
}
