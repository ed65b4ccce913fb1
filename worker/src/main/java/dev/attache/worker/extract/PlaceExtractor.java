package dev.attache.worker.extract;

import java.util.List;

/** Port: reads sentences and says which places they name. Blocks; may be interrupted. */
public interface PlaceExtractor {

    /**
     * Never throws for the weather: a model that fails is named in {@link Extraction#shortfall}.
     *
     * @throws InterruptedException when the caller has lost interest
     */
    Extraction extract(List<Passage> passages) throws InterruptedException;
}
