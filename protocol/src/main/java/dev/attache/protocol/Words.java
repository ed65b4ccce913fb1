package dev.attache.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Constants as the lower-case words they are on the wire. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Optional<E> find(String word, Class<E> type) {
        return Stream.of(type.getEnumConstants()).filter(c -> of(c).equals(word)).findFirst();
    }

    static <E extends Enum<E>> String all(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Words::of).collect(Collectors.joining(", "));
    }
}
