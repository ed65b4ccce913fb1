package dev.attache.manager;

import java.io.Serial;

/** The manager does not start; the sentence says why and what to do. */
public final class Refused extends Exception {
    @Serial private static final long serialVersionUID = 1;

    public Refused(String sentence) {
        super(sentence);
    }
}
