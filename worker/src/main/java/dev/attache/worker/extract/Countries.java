package dev.attache.worker.extract;

/** The countries stand at the head of the places, in the order of their codes. */
final class Countries {

    private static final int MANY = 250;

    private Countries() {}

    /** The place that is the country of this code, or -1. */
    static int place(Gazetteer gazetteer, String code) {
        int low = 0;
        int high = MANY - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = gazetteer.country(middle).compareTo(code);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    static String name(Gazetteer gazetteer, String code) {
        int place = place(gazetteer, code);
        return place < 0 ? code : gazetteer.name(place);
    }
}
