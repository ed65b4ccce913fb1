package dev.attache.manager;

import dev.attache.manager.startup.Prints;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tells one configuration from another, and nothing of what is in it: some of that is secret. */
final class Fingerprint {
    private static final int HEX_DIGITS = 16;
    private static final String ALL_IN = "/*";

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    Fingerprint words(List<String> words) {
        words.forEach(this::word);
        word("");
        return this;
    }

    Fingerprint map(Map<String, String> map) {
        new TreeMap<>(map)
                .forEach(
                        (key, value) -> {
                            word(key);
                            word(value);
                        });
        word("");
        return this;
    }

    /** Programs and class paths among the words: another build of them is another worker. */
    Fingerprint files(List<String> words) {
        for (String word : words) {
            for (String part : word.split(File.pathSeparator, -1)) {
                file(part);
            }
        }
        word("");
        return this;
    }

    String value() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
    }

    private void file(String named) {
        try {
            if (named.endsWith(ALL_IN)) {
                Path folder = Path.of(named.substring(0, named.length() - ALL_IN.length()));
                try (Stream<Path> files = Files.list(folder)) {
                    files.sorted().forEach(this::stamp);
                }
            } else if (!named.isEmpty()) {
                stamp(Path.of(named));
            }
        } catch (IOException | UncheckedIOException | InvalidPathException e) {
            // Not a file, or not to be read: then the word alone has to do.
            word(named);
        }
    }

    private void stamp(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            // Not its time: the same build on another host is the same worker.
            word(file + " " + Prints.ofContent(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void word(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
