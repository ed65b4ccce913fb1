package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How an insert is to be done and answered: the query string, `Prefer` and `Accept`. */
record Wanted(
        List<String> columns,
        List<String> select,
        boolean ignoreDuplicates,
        boolean missingIsDefault,
        boolean representation,
        boolean single,
        List<String> applied) {
    static Wanted of(Map<String, String> query, List<String> prefer, String accept)
            throws ApiError {
        Map<String, String> preferences = preferences(prefer);
        var applied = new ArrayList<String>();
        for (String known : List.of("resolution", "missing", "return")) {
            if (preferences.containsKey(known)) {
                applied.add(known + "=" + preferences.get(known));
            }
        }
        for (String name : query.keySet()) {
            if (!List.of("columns", "select", "on_conflict").contains(name)) {
                throw ApiError.of(
                        400,
                        "PGRST100",
                        "the query parameter \"%s\" means nothing here"
                                .formatted(name.length() > 60 ? "…" : name));
            }
        }
        return new Wanted(
                names(query.getOrDefault("columns", "")),
                names(query.getOrDefault("select", "")),
                ignores(preferences.get("resolution"), query.get("on_conflict")),
                "default".equals(preferences.get("missing")),
                "representation".equals(preferences.get("return")),
                accept.contains("application/vnd.pgrst.object"),
                applied);
    }

    private static boolean ignores(@Nullable String resolution, @Nullable String onConflict)
            throws ApiError {
        if (resolution == null) {
            return false;
        }
        if (resolution.equals("merge-duplicates")) {
            throw ApiError.postgres(
                    "42501",
                    "permission denied for table document_activity",
                    null,
                    "Events are told once and never changed: use resolution=ignore-duplicates.");
        }
        if (onConflict != null && !names(onConflict).equals(List.of("event_id"))) {
            throw ApiError.postgres(
                    "42P10",
                    "there is no unique or exclusion constraint matching the ON CONFLICT"
                            + " specification",
                    null,
                    "Use on_conflict=event_id.");
        }
        // Without a target it is the primary key, which nobody sends: nothing to ignore then.
        return resolution.equals("ignore-duplicates") && onConflict != null;
    }

    private static Map<String, String> preferences(List<String> prefer) {
        var preferences = new HashMap<String, String>();
        for (String header : prefer) {
            for (String part : header.split(",", -1)) {
                String[] pair = part.strip().toLowerCase(Locale.ROOT).split("=", 2);
                if (pair.length == 2) {
                    preferences.putIfAbsent(pair[0], pair[1]);
                }
            }
        }
        return preferences;
    }

    /** A list as clients write it, with or without quotes. */
    private static List<String> names(String list) {
        var names = new ArrayList<String>();
        for (String part : list.split(",", -1)) {
            String name = part.strip().replaceAll("^\"(.*)\"$", "$1");
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }
}
