package dev.attache.worker.extract;

/** What sort of place; the order is the file's. */
enum Kind {
    CITY,
    COUNTRY,
    REGION,
    AREA,
    CONTINENT,
    WATER,
    COUNTY,
    SECTION;

    private static final Kind[] ALL = values();

    static Kind of(int number) {
        return ALL[number];
    }

    boolean isTown() {
        return this == CITY || this == SECTION;
    }

    boolean isWide() {
        return this == COUNTRY || this == REGION || this == CONTINENT;
    }
}
