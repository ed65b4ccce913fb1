package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds places by the gazetteer and rules of context: needs no key and no network. */
public final class BuiltInExtractor implements PlaceExtractor {

    /** More context than this tells nothing more, and costs. */
    private static final int CONTEXT = 4_000;

    private final Gazetteer gazetteer;

    public BuiltInExtractor(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    Gazetteer gazetteer() {
        return gazetteer;
    }

    @Override
    public Extraction extract(List<Passage> passages) {
        List<List<Place>> found = new ArrayList<>(passages.size());
        for (Passage passage : passages) {
            found.add(read(passage));
        }
        return Extraction.of(found);
    }

    private List<Place> read(Passage passage) {
        int from = Math.max(0, passage.start() - CONTEXT);
        int to =
                Math.min(
                        passage.paragraph().length(),
                        passage.start() + passage.sentence().length() + CONTEXT);
        int shift = passage.start() - from;
        int end = shift + passage.sentence().length();
        return read(passage.paragraph().substring(from, to)).stream()
                .filter(place -> place.start() >= shift && place.end() <= end)
                .map(place -> moved(place, -shift))
                .toList();
    }

    /** All places of a whole text, at their offsets in it. */
    public List<Place> read(String text) {
        Tokens tokens = Tokens.of(Wrapped.joined(text), gazetteer);
        List<Mention> mentions = new Finder(gazetteer, tokens).mentions();
        new Judge(gazetteer, tokens, mentions).judge();
        Resolver resolver = resolve(tokens, mentions);
        if (Doubtful.decide(gazetteer, mentions, resolver)) {
            resolver = resolve(tokens, mentions);
        }
        List<Place> places = new ArrayList<>();
        for (Mention mention : mentions) {
            if (mention.isAccepted()) {
                places.add(place(text, mention, resolver));
            }
        }
        places.addAll(new Unlisted(gazetteer, tokens, mentions).places());
        places.sort(Comparator.comparingInt(Place::start));
        return places;
    }

    private Resolver resolve(Tokens tokens, List<Mention> mentions) {
        mentions.forEach(mention -> mention.meaning = -1);
        Resolver resolver = new Resolver(gazetteer, tokens, mentions);
        resolver.resolve();
        return resolver;
    }

    private Place place(String text, Mention mention, Resolver resolver) {
        return new Place(
                text.substring(mention.start, mention.end),
                mention.start,
                mention.end,
                gazetteer.meaning(mention.meaning),
                Math.round(100 / (1 + Math.exp(-mention.score))) / 100.0,
                CoordSource.GAZETTEER,
                resolver.candidates(mention));
    }

    private static Place moved(Place place, int by) {
        return new Place(
                place.name(),
                place.start() + by,
                place.end() + by,
                place.meaning(),
                place.confidence(),
                place.source(),
                place.candidates());
    }
}
