package dev.attache.manager.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of KEY=VALUE lines, as systemd and compose read them: `#` begins a comment line, `export`
 * in front is allowed, quotes around the whole value are taken off, nothing is expanded.
 */
record EnvFile(Path path, Map<String, Entry> entries, List<String> faults) {
    record Entry(String value, int line) {}

    EnvFile {
        entries = Map.copyOf(entries);
        faults = List.copyOf(faults);
    }

    static EnvFile read(Path path) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        try {
            List<String> lines = Files.readAllLines(path);
            for (int i = 0; i < lines.size(); i++) {
                String line = i == 0 ? withoutByteOrderMark(lines.get(i)) : lines.get(i);
                enter(entries, faults, path, line.strip(), i + 1);
            }
        } catch (NoSuchFileException e) {
            faults.add("The configuration file " + path + " does not exist.");
        } catch (AccessDeniedException e) {
            faults.add("The configuration file " + path + " may not be read by this user.");
        } catch (MalformedInputException e) {
            faults.add("The configuration file " + path + " is not UTF-8 text.");
        } catch (IOException e) {
            faults.add("The configuration file " + path + " cannot be read: " + e.getMessage());
        }
        return new EnvFile(path, entries, faults);
    }

    private static void enter(
            Map<String, Entry> entries, List<String> faults, Path path, String text, int line) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        String plain = text.startsWith("export ") ? text.substring(7).strip() : text;
        int equals = plain.indexOf('=');
        if (equals <= 0) {
            // Not shown: a forgotten name may leave a secret alone on its line.
            faults.add(path + ":" + line + " is not KEY=VALUE.");
            return;
        }
        String key = plain.substring(0, equals).strip();
        Entry before = entries.put(key, new Entry(unquoted(plain.substring(equals + 1)), line));
        if (before != null) {
            faults.add(
                    "%s:%d sets %s again; line %d did already."
                            .formatted(path, line, key, before.line()));
        }
    }

    /** Editors on Windows put one in front, and nobody sees it. */
    private static String withoutByteOrderMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    private static String unquoted(String text) {
        String value = text.strip();
        if (value.length() >= 2) {
            char first = value.charAt(0);
            if ((first == '"' || first == '\'') && value.endsWith(String.valueOf(first))) {
                return value.substring(1, value.length() - 1);
            }
        }
        return value;
    }
}
