package dev.attache.manager.ingest;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The three functions that may be called, by the names of their arguments. */
final class Functions {
    private static final List<String> NAMES =
            List.of("document_seen", "document_switch", "document_standing");

    private final Intake intake;

    Functions(Intake intake) {
        this.intake = intake;
    }

    /** Its value as JSON. */
    String call(String name, Map<String, Value> arguments) throws ApiError {
        return switch (name) {
            case "document_seen" -> {
                fits(
                        name,
                        arguments,
                        List.of("document_id", "seq", "user_count"),
                        List.of("edited_ms_ago"));
                Long users =
                        whole(
                                arguments,
                                "user_count",
                                "integer",
                                Integer.MIN_VALUE,
                                Integer.MAX_VALUE);
                if (users != null && users < 0) {
                    throw Column.USER_COUNT.refused();
                }
                var seen =
                        new Intake.Seen(
                                document(arguments),
                                bigint(arguments, "seq"),
                                users == null ? null : Math.toIntExact(users),
                                bigint(arguments, "edited_ms_ago"));
                yield Boolean.toString(intake.seen(seen));
            }
            case "document_switch" -> {
                fits(name, arguments, List.of("document_id", "seq", "off"), List.of());
                var switched =
                        new Intake.Switched(
                                document(arguments), bigint(arguments, "seq"), off(arguments));
                yield Boolean.toString(intake.switched(switched));
            }
            case "document_standing" -> {
                fits(name, arguments, List.of("document_id"), List.of());
                yield intake.standing(document(arguments));
            }
            default -> throw noSuchFunction(name, arguments);
        };
    }

    private static void fits(
            String name, Map<String, Value> arguments, List<String> needed, List<String> optional)
            throws ApiError {
        boolean known =
                arguments.keySet().stream()
                        .allMatch(a -> needed.contains(a) || optional.contains(a));
        if (!known || !arguments.keySet().containsAll(needed)) {
            throw noSuchFunction(name, arguments);
        }
    }

    private static String document(Map<String, Value> arguments) throws ApiError {
        return Column.DOCUMENT_ID.checked(arguments.getOrDefault("document_id", Value.NULL)).text();
    }

    private static @Nullable Long bigint(Map<String, Value> arguments, String name)
            throws ApiError {
        return whole(arguments, name, "bigint", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static @Nullable Long whole(
            Map<String, Value> arguments, String name, String type, long least, long most)
            throws ApiError {
        Value value = arguments.getOrDefault(name, Value.NULL);
        return value.isNull() ? null : Column.whole(value, type, least, most);
    }

    private static boolean off(Map<String, Value> arguments) throws ApiError {
        String text = arguments.getOrDefault("off", Value.NULL).text();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw ApiError.postgres(
                            "22P02",
                            "invalid input syntax for type boolean: \"%s\""
                                    .formatted(text.length() > 60 ? "…" : text),
                            null,
                            null);
        };
    }

    private static ApiError noSuchFunction(String name, Map<String, Value> arguments) {
        String names = String.join(", ", new TreeSet<>(arguments.keySet()));
        String shown = names.length() > 200 ? "…" : names;
        String function = "public." + (name.length() > 60 ? "…" : name);
        String with = shown.isEmpty() ? " without parameters" : "(" + shown + ")";
        return ApiError.of(
                404,
                "PGRST202",
                "Could not find the function " + function + with + " in the schema cache",
                "Searched for the function "
                        + function
                        + (shown.isEmpty()
                                ? " without parameters"
                                : (arguments.size() > 1 ? " with parameters " : " with parameter ")
                                        + shown)
                        + " or with a single unnamed json/jsonb parameter, but no matches were"
                        + " found in the schema cache.",
                NAMES.contains(name)
                        ? "Perhaps you meant to call the function public."
                                + switch (name) {
                                    case "document_seen" ->
                                            "document_seen(document_id, edited_ms_ago, seq,"
                                                    + " user_count)";
                                    case "document_switch" ->
                                            "document_switch(document_id, off, seq)";
                                    default -> "document_standing(document_id)";
                                }
                        : null);
    }
}
