package dev.attache.manager.cli;

import java.io.Serial;

/** The command ends here; the sentence is for the person who typed it. */
final class Trouble extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final int exit;

    Trouble(int exit, String sentence) {
        super(sentence);
        this.exit = exit;
    }

    int exit() {
        return exit;
    }
}
