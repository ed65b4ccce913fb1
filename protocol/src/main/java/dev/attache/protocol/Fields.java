package dev.attache.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one line, read whole before the type is known: `type` may come last. Nested values
 * are kept as the text they came as where a message has them, and skipped everywhere else.
 */
final class Fields {
    /** A line whose fields do not make the message that its type names. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        private final String sentence;

        Fault(String sentence) {
            super(sentence, null, false, false);
            this.sentence = sentence;
        }

        /** Names the field and what it must be, never what it was. */
        String sentence() {
            return sentence;
        }
    }

    private record Nested(String json) {}

    private static final int MAX_FIELDS = 64;
    private static final Set<String> NESTED = Set.of("settings", "checkpoint", "can");

    /** Beyond this a double has gaps between whole numbers. */
    private static final double WHOLE_IN_DOUBLE = 1L << 53;

    private final Map<String, Object> values = new HashMap<>();

    static Fields read(String line) throws IOException, Fault {
        try (JsonParser parser = JsonText.FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Fault("a line is one JSON object");
            }
            Fields fields = new Fields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.take(parser, line);
            }
            if (parser.nextToken() != null) {
                throw new Fault("something follows the object on the same line");
            }
            return fields;
        }
    }

    private void take(JsonParser parser, String line) throws IOException, Fault {
        String name = parser.currentName();
        if (values.size() == MAX_FIELDS) {
            throw new Fault("more than " + MAX_FIELDS + " fields");
        }
        switch (parser.nextToken()) {
            case VALUE_STRING -> values.put(name, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.put(name, number(parser));
            case VALUE_TRUE -> values.put(name, true);
            case VALUE_FALSE -> values.put(name, false);
            case START_OBJECT, START_ARRAY -> {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                if (NESTED.contains(name)) {
                    int end = (int) parser.currentLocation().getCharOffset();
                    values.put(name, new Nested(line.substring(start, end)));
                }
            }
            case VALUE_NULL -> {}
            case null, default -> throw new Fault("the object does not end");
        }
    }

    private static Number number(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? (Number) parser.getLongValue()
                : (Number) parser.getDoubleValue();
    }

    String text(String name) throws Fault {
        if (values.get(name) instanceof String s) {
            return s;
        }
        throw new Fault(name + " must be a string");
    }

    boolean flag(String name) throws Fault {
        if (values.get(name) instanceof Boolean b) {
            return b;
        }
        throw new Fault(name + " must be true or false");
    }

    long whole(String name) throws Fault {
        Long value = wholeOrNull(name);
        if (value == null) {
            throw new Fault(name + " must be a whole number");
        }
        return value;
    }

    /** Other languages write 3.0 for 3: a number without a fraction is whole. */
    @Nullable Long wholeOrNull(String name) throws Fault {
        return switch (values.get(name)) {
            case null -> null;
            case Long l -> l;
            case Double d when d == Math.rint(d) && Math.abs(d) <= WHOLE_IN_DOUBLE -> d.longValue();
            case Object _ -> throw new Fault(name + " must be a whole number");
        };
    }

    /** A counter: whole and never negative. */
    long total(String name) throws Fault {
        return inRange(name, whole(name), Long.MAX_VALUE);
    }

    int count(String name) throws Fault {
        return (int) inRange(name, whole(name), Integer.MAX_VALUE);
    }

    @Nullable Integer countOrNull(String name) throws Fault {
        return values.containsKey(name) ? (Integer) count(name) : null;
    }

    private static long inRange(String name, long value, long most) throws Fault {
        if (value < 0 || value > most) {
            throw new Fault(name + " must be from 0 to " + most);
        }
        return value;
    }

    /** A measured value: finite and never negative. */
    double real(String name) throws Fault {
        if (values.get(name) instanceof Number n
                && Double.isFinite(n.doubleValue())
                && n.doubleValue() >= 0) {
            return n.doubleValue();
        }
        throw new Fault(name + " must be a number from 0");
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws Fault {
        return Words.find(text(name), type)
                .orElseThrow(() -> new Fault(name + " must be one of " + Words.all(type)));
    }

    Checkpoint checkpoint() throws Fault {
        Checkpoint checkpoint = checkpointOrNull();
        if (checkpoint == null) {
            throw new Fault("checkpoint is missing");
        }
        return checkpoint;
    }

    @Nullable Checkpoint checkpointOrNull() throws Fault {
        return switch (values.get("checkpoint")) {
            case null -> null;
            case Nested nested -> {
                String json = nested.json();
                String fault = Checkpoint.faultIn(json).orElse(null);
                if (fault != null) {
                    throw new Fault(fault);
                }
                yield new Checkpoint(json);
            }
            case Object _ -> throw new Fault(Checkpoint.SHAPE);
        };
    }

    /** A flat map of strings; a number or a flag in it is taken as its text. */
    Map<String, String> settings() throws Fault, IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (JsonParser parser = nested("settings", JsonToken.START_OBJECT, "{}")) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    throw new Fault("settings must be an object of strings");
                }
                if (value != JsonToken.VALUE_NULL) {
                    settings.put(name, parser.getText());
                }
            }
        }
        return settings;
    }

    /** Words that are not known belong to a newer worker and say nothing to us. */
    Set<FromWorker.Skill> skills() throws Fault, IOException {
        Set<FromWorker.Skill> skills = EnumSet.noneOf(FromWorker.Skill.class);
        try (JsonParser parser = nested("can", JsonToken.START_ARRAY, "[]")) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() != JsonToken.VALUE_STRING) {
                    throw new Fault("can must be an array of words");
                }
                Words.find(parser.getText(), FromWorker.Skill.class).ifPresent(skills::add);
            }
        }
        return skills;
    }

    /** Behind the first token of a nested value, or of its default where the field is missing. */
    private JsonParser nested(String name, JsonToken first, String missing)
            throws Fault, IOException {
        Object value = values.getOrDefault(name, new Nested(missing));
        if (value instanceof Nested nested) {
            JsonParser parser = JsonText.FACTORY.createParser(nested.json());
            if (parser.nextToken() == first) {
                return parser;
            }
            parser.close();
        }
        throw new Fault(
                name
                        + (first == JsonToken.START_OBJECT
                                ? " must be an object"
                                : " must be an array"));
    }
}
