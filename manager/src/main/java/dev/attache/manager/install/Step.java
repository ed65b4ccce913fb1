package dev.attache.manager.install;

import dev.attache.manager.Refused;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** One thing about a host, as a sentence: found right, to be done, or for a person to know. */
public record Step(Kind kind, String sentence, @Nullable Deed deed) {
    public enum Kind {
        PRESENT,
        TO_DO,
        NOTE
    }

    /** Makes it so; refuses in one sentence where the host does not let it. */
    @FunctionalInterface
    public interface Deed {
        void perform() throws IOException, InterruptedException, Refused;
    }

    static Step present(String sentence) {
        return new Step(Kind.PRESENT, sentence, null);
    }

    static Step toDo(String sentence, Deed deed) {
        return new Step(Kind.TO_DO, sentence, deed);
    }

    static Step note(String sentence) {
        return new Step(Kind.NOTE, sentence, null);
    }

    public void perform() throws IOException, InterruptedException, Refused {
        if (deed != null) {
            deed.perform();
        }
    }
}
