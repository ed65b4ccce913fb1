package dev.attache.manager.config;

import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param allowed completes the sentence "it must be …"
 * @param parse throws IllegalArgumentException on anything else
 * @param show how people write it again
 */
record Kind<T>(String allowed, Function<String, T> parse, Function<T, String> show) {
    Kind(String allowed, Function<String, T> parse) {
        this(allowed, parse, String::valueOf);
    }
}
