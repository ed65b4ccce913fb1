package dev.attache.worker.extract;

/**
 * What the gazetteer knows of a name: places called so, the most populous first, and what else the
 * word may be.
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived, never compared, thousands for each text
record Known(int flags, int[] places, boolean[] alternative) {

    static final Known NOTHING = new Known(0, new int[0], new boolean[0]);

    boolean isPlace() {
        return places.length > 0;
    }

    boolean isWord() {
        return (flags & 1) != 0;
    }

    boolean isRareWord() {
        return (flags & 2) != 0;
    }

    boolean isFirstName() {
        return (flags & 4) != 0;
    }

    boolean isSurname() {
        return (flags & 8) != 0;
    }

    /** "Ga." and "OR" are places only behind a town and a comma. */
    boolean needsComma() {
        return (flags & 16) != 0;
    }

    boolean isOnlyAlternative() {
        for (boolean other : alternative) {
            if (!other) {
                return false;
            }
        }
        return true;
    }
}
