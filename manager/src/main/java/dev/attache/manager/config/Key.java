package dev.attache.manager.config;

/**
 * One setting.
 *
 * @param fallback what holds when nobody says anything; empty when that is nothing, or computed
 * @param meaning one sentence for the operator; it names the computed fallback, if there is one
 */
public record Key<T>(String name, Kind<T> kind, String fallback, String meaning, boolean isSecret) {
    static <T> Key<T> of(String name, Kind<T> kind, String fallback, String meaning) {
        return new Key<>(name, kind, fallback, meaning, false);
    }

    /** Never shown: masked wherever settings or faults are printed. */
    static <T> Key<T> secret(String name, Kind<T> kind, String meaning) {
        return new Key<>(name, kind, "", meaning, true);
    }

    public String allowed() {
        return kind.allowed();
    }
}
