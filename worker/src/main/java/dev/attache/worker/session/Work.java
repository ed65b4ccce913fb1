package dev.attache.worker.session;

import dev.attache.protocol.FromWorker.Cause;
import dev.attache.worker.extract.Extraction;
import dev.attache.worker.extract.Place;
import dev.attache.worker.extract.Shortfall;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is being read, and what has been read and does not stand in the document yet. */
final class Work {
    private final Voice voice;
    private final Counters counters;
    private final TextBook text;
    private final List<Finding> held = new ArrayList<>();
    private @Nullable Call call;
    private long calls;
    private Optional<Shortfall> shortfall = Optional.empty();

    Work(Voice voice, Counters counters, TextBook text) {
        this.voice = voice;
        this.counters = counters;
        this.text = text;
    }

    void asked(List<Asked> asked, List<Finding> remembered) {
        held.addAll(remembered);
        if (!asked.isEmpty()) {
            call = new Call(++calls, asked);
        }
    }

    void answered(long id, Extraction extraction) {
        if (call == null || call.id() != id) {
            return;
        }
        counters.call(extraction.usage());
        fellShort(extraction.shortfall());
        List<List<Place>> places = extraction.places();
        for (int i = 0; i < call.asked().size(); i++) {
            Asked asked = call.asked().get(i);
            List<Place> named = i < places.size() ? places.get(i) : List.of();
            text.answered(asked.print(), named);
            held.add(new Finding(asked, named));
        }
        call = null;
    }

    /** Each kind of it is told once, until it has changed. */
    private void fellShort(Optional<Shortfall> now) {
        boolean same = now.map(Shortfall::kind).equals(shortfall.map(Shortfall::kind));
        if (now.isPresent() && !same) {
            voice.log("the model did not answer why=" + now.get().kind());
            if (now.get().kind() != Shortfall.Kind.BUDGET) {
                voice.fail(Cause.MODEL, now.get().message());
            }
        }
        shortfall = now;
    }

    /** They count as unread for the next worker, and are not asked again by this one. */
    void failed(long id, String fault) {
        if (call != null && call.id() == id) {
            call = null;
            voice.fail(Cause.MODEL, "the extractor failed: " + fault);
        }
    }

    /** The findings are in the document now, or their sentences are gone from it. */
    void written(List<Finding> findings) {
        held.removeAll(findings);
        for (Finding finding : findings) {
            text.hasBeenRead(finding.asked().print(), finding.asked().block());
        }
    }

    /** Its sentence stands in another block now. */
    void moved(Finding finding, Finding there) {
        held.remove(finding);
        held.add(there);
    }

    @Nullable Call call() {
        return call;
    }

    List<Finding> held() {
        return held;
    }

    /** Why the last answer was not the model's, if it was not. */
    Optional<Shortfall> shortfall() {
        return shortfall;
    }
}
