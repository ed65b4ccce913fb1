package dev.attache.bench.chaos;

import java.util.UUID;

/** Of one run, and of nothing else. */
record Secrets(String agent, String user, String service) {
    static Secrets fresh() {
        return new Secrets(word(), word(), word());
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }

    private static String word() {
        return UUID.randomUUID().toString();
    }
}
