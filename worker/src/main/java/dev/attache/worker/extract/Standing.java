package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Which mention begins or ends at a word: asked so often that looking through all would tell. */
final class Standing {

    private final @Nullable Mention[] beginning;
    private final @Nullable Mention[] ending;

    Standing(Tokens tokens, List<Mention> mentions) {
        beginning = new Mention[tokens.size()];
        ending = new Mention[tokens.size()];
        for (Mention mention : mentions) {
            beginning[mention.from] = mention;
            ending[mention.to] = mention;
        }
    }

    @Nullable Mention beginningAt(int word) {
        return word < 0 || word >= beginning.length ? null : beginning[word];
    }

    @Nullable Mention endingAt(int word) {
        return word < 0 || word >= ending.length ? null : ending[word];
    }
}
