package dev.attache.manager.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows for the log of events, each value looked at.
 *
 * @param columns the names that are written, of the whitelist
 * @param json an array of objects with just these names
 * @param returned the columns of the answer; none when no rows are wanted back
 * @param single the answer must be one row, or nothing has happened
 */
public record Insert(
        List<String> columns,
        List<String> types,
        String json,
        int rows,
        boolean ignoreDuplicates,
        List<String> returned,
        boolean single) {
    /** The whole table, in its own order. */
    private static final List<String> ALL =
            List.of(
                    "id",
                    "document_id",
                    "event_type",
                    "user_count",
                    "timestamp",
                    "metadata",
                    "event_id",
                    "seq");

    public Insert {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        returned = List.copyOf(returned);
    }

    static Insert of(List<Map<String, Value>> given, Wanted wanted) throws ApiError {
        Set<String> names = names(given, wanted);
        var columns = new LinkedHashMap<String, Column>();
        for (String name : names) {
            columns.put(name, Column.named(name));
        }
        var rows = new ArrayList<Map<String, Value>>();
        for (Map<String, Value> row : given) {
            var checked = new LinkedHashMap<String, Value>();
            for (Column column : columns.values()) {
                Value value = row.getOrDefault(column.column(), Value.NULL);
                checked.put(column.column(), column.checked(value));
            }
            // What is not named has its default, and these two have none.
            for (Column needed : List.of(Column.DOCUMENT_ID, Column.EVENT_TYPE)) {
                if (!columns.containsKey(needed.column())) {
                    needed.checked(Value.NULL);
                }
            }
            rows.add(checked);
        }
        return new Insert(
                List.copyOf(columns.keySet()),
                columns.values().stream().map(Column::type).toList(),
                json(rows),
                rows.size(),
                wanted.ignoreDuplicates(),
                wanted.representation() ? returned(wanted.select()) : List.of(),
                wanted.single());
    }

    private static Set<String> names(List<Map<String, Value>> given, Wanted wanted)
            throws ApiError {
        if (!wanted.columns().isEmpty()) {
            var names = new LinkedHashSet<>(wanted.columns());
            if (wanted.missingIsDefault()) {
                names.removeIf(name -> given.stream().noneMatch(row -> row.containsKey(name)));
                if (given.stream().anyMatch(row -> !row.keySet().containsAll(names))) {
                    throw ApiError.body("All object keys must match");
                }
            }
            return names;
        }
        if (given.isEmpty()) {
            return Set.of();
        }
        Set<String> names = given.getFirst().keySet();
        if (given.stream().anyMatch(row -> !row.keySet().equals(names))) {
            throw ApiError.body("All object keys must match");
        }
        return names;
    }

    private static List<String> returned(List<String> select) throws ApiError {
        if (select.isEmpty() || select.equals(List.of("*"))) {
            return ALL;
        }
        for (String name : select) {
            if (!ALL.contains(name)) {
                throw ApiError.postgres(
                        "42703",
                        "column document_activity.%s does not exist"
                                .formatted(name.length() > 60 ? "…" : name),
                        null,
                        null);
            }
        }
        return select;
    }

    private static String json(List<Map<String, Value>> rows) {
        return Json.write(
                json -> {
                    json.writeStartArray();
                    for (Map<String, Value> row : rows) {
                        json.writeStartObject();
                        for (var field : row.entrySet()) {
                            json.writeFieldName(field.getKey());
                            Value value = field.getValue();
                            switch (value.kind()) {
                                case TEXT -> json.writeString(value.text());
                                case NULL, NUMBER, BOOLEAN, STRUCTURE ->
                                        json.writeRawValue(value.text());
                            }
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }
}
