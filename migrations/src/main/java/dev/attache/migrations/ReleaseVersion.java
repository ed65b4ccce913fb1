package dev.attache.migrations;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A version such as 1.4.0 as numbers, so that 1.10 is newer than 1.9; what follows a `-` or `+`
 * does not count.
 */
record ReleaseVersion(List<Integer> numbers) implements Comparable<ReleaseVersion> {
    static ReleaseVersion of(String text) {
        List<String> parts = List.of(text.split("[-+]", 2)[0].split("\\.", -1));
        if (!parts.stream().allMatch(part -> part.matches("[0-9]{1,9}"))) {
            throw new IllegalArgumentException("not a version of numbers and dots: " + text);
        }
        return new ReleaseVersion(parts.stream().map(Integer::valueOf).toList());
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        int length = Math.max(numbers.size(), other.numbers.size());
        return Arrays.compare(padded(length), other.padded(length));
    }

    private int[] padded(int length) {
        return Arrays.copyOf(numbers.stream().mapToInt(Integer::intValue).toArray(), length);
    }

    @Override
    public String toString() {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
