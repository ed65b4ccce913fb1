package dev.attache.worker.session;

import dev.attache.worker.extract.Passage;

import java.util.List;
import java.util.Map;

/**
 * Port: reads sentences on a thread of its own, one call at a time; the answer is a {@link Fact}.
 */
public interface Reader {
    /** Prepares for a document; what is wrong with the settings is told as a fact. */
    void open(Map<String, String> settings);

    void read(long call, List<Passage> passages);

    /** Gives up what it is doing. */
    void close();
}
