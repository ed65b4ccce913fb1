package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** What the command line has said. */
record Options(Duration length, long seed, int managers, int documents) {
    static final String USAGE =
            "usage: attache bench chaos [--minutes M] [--seed S] [--managers 1|2] [--documents N]";
    private static final double MINUTES = 0.5;
    private static final int MOST_DOCUMENTS = 100;

    Options {
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("--minutes must be more than 0");
        }
        if (managers < 1 || managers > 2) {
            throw new IllegalArgumentException(
                    "--managers is " + managers + ", but 1 or 2 can run");
        }
        if (documents < 2 || documents > MOST_DOCUMENTS) {
            throw new IllegalArgumentException(
                    "--documents is %d, but must be between 2 and %d"
                            .formatted(documents, MOST_DOCUMENTS));
        }
    }

    static Options of(List<String> words, long anySeed) {
        double minutes = MINUTES;
        long seed = anySeed;
        int managers = 2;
        int documents = 3;
        for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
            String word = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(word + " wants a value");
            }
            String value = rest.next();
            switch (word) {
                case "--minutes" -> minutes = Double.parseDouble(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--managers" -> managers = Integer.parseInt(value);
                case "--documents" -> documents = Integer.parseInt(value);
                default -> throw new IllegalArgumentException("there is no " + word);
            }
        }
        Duration length = Duration.ofMillis(Math.round(minutes * 60_000));
        return new Options(length, seed, managers, documents);
    }

    /** Of one manager: together they have room for all, one alone has not. */
    int capacity() {
        return managers == 1 ? documents : Math.ceilDiv(documents + 1, 2);
    }

    String replay() {
        return "./attache bench chaos --minutes %s --seed %d --managers %d --documents %d"
                .formatted(length.toMillis() / 60_000.0, seed, managers, documents);
    }
}
