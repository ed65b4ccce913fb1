package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a model says about one name, its form checked and nothing else believed yet. */
record Claim(
        int sentence,
        String name,
        String fullName,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    private static final int MOST = 400;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_FULL_NAME = 200;

    /**
     * Empty when the answer has not the form that was asked for; a claim without it is left out.
     */
    static Optional<List<Claim>> read(@Nullable Object answer) {
        if (!(Json.at(answer, "places") instanceof List<?> places)) {
            return Optional.empty();
        }
        List<Claim> claims = new ArrayList<>();
        for (Object place : places) {
            if (claims.size() < MOST
                    && Json.at(place, "sentence") instanceof Double sentence
                    && Json.at(place, "name") instanceof String name
                    && isShort(name, LONGEST_NAME)) {
                String full =
                        Json.at(place, "fullName") instanceof String told
                                        && isShort(told, LONGEST_FULL_NAME)
                                ? told
                                : name;
                claims.add(
                        new Claim(
                                sentence.intValue(),
                                name,
                                full,
                                degrees(Json.at(place, "latitude"), 90),
                                degrees(Json.at(place, "longitude"), 180)));
            }
        }
        return Optional.of(claims);
    }

    private static boolean isShort(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl);
    }

    private static @Nullable Double degrees(@Nullable Object value, int most) {
        return value instanceof Double number && Math.abs(number) <= most ? number : null;
    }
}
