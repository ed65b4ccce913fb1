package dev.attache.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one line, read whole before the type is known: `type` may come last. Nested values
 * are kept as text where a message has them and skipped everywhere else.
 */
final class Fields {
    /** A line whose fields do not make the message that its type names. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1;

        Fault(String message) {
            super(message, null, false, false);
        }
    }

    private static final int MAX_FIELDS = 64;
    private static final Set<String> NESTED = Set.of("settings", "checkpoint", "can");

    private final Map<String, Object> values = new HashMap<>();

    static Fields read(String line) throws IOException, Fault {
        try (JsonParser parser = JsonText.FACTORY.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Fault("a line is one JSON object");
            }
            Fields fields = new Fields();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.take(parser);
            }
            if (parser.nextToken() != null) {
                throw new Fault("something follows the object on the same line");
            }
            return fields;
        }
    }

    private void take(JsonParser parser) throws IOException, Fault {
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
                if (NESTED.contains(name)) {
                    values.put(name, new Nested(copy(parser)));
                } else {
                    parser.skipChildren();
                }
            }
            case VALUE_NULL -> {}
            case null, default -> throw new Fault("the object does not end");
        }
        if (name.equals("checkpoint") && !(values.get(name) instanceof Nested)) {
            // Opaque: a bare string or number is a checkpoint, too.
            values.computeIfPresent(name, (_, scalar) -> new Nested(scalarText(scalar)));
        }
    }

    private record Nested(String json) {}

    private static Number number(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? (Number) parser.getLongValue()
                : (Number) parser.getDoubleValue();
    }

    private static String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JsonText.FACTORY.createGenerator(text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    private static String scalarText(Object scalar) {
        return scalar instanceof String s ? LineWriter.quote(s) : scalar.toString();
    }

    String text(String name) throws Fault {
        if (values.get(name) instanceof String s) {
            return s;
        }
        throw new Fault(name + " must be a string");
    }

    @Nullable String textOrNull(String name) {
        return values.get(name) instanceof String s ? s : null;
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
        Object value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Long l) {
            return l;
        }
        if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 9e15) {
            return d.longValue();
        }
        throw new Fault(name + " must be a whole number");
    }

    int count(String name) throws Fault {
        return inInt(name, whole(name));
    }

    @Nullable Integer countOrNull(String name) throws Fault {
        Long value = wholeOrNull(name);
        return value == null ? null : (Integer) inInt(name, value);
    }

    private static int inInt(String name, long value) throws Fault {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new Fault(name + " is out of range");
        }
        return (int) value;
    }

    double real(String name) throws Fault {
        if (values.get(name) instanceof Number n && Double.isFinite(n.doubleValue())) {
            return n.doubleValue();
        }
        throw new Fault(name + " must be a number");
    }

    <E extends Enum<E>> E word(String name, Class<E> type) throws Fault {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (Wire.word(constant).equals(text)) {
                return constant;
            }
        }
        throw new Fault(name + " has an unknown value");
    }

    @Nullable Checkpoint checkpointOrNull() throws Fault {
        if (!(values.get("checkpoint") instanceof Nested nested)) {
            return null;
        }
        try {
            return new Checkpoint(nested.json());
        } catch (IllegalArgumentException e) {
            throw new Fault("checkpoint has more than 64 KiB");
        }
    }

    /** A flat map of strings; a number or a flag in it is taken as its text. */
    Map<String, String> settings() throws Fault, IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!(values.get("settings") instanceof Nested nested)) {
            return settings;
        }
        try (JsonParser parser = JsonText.FACTORY.createParser(nested.json())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Fault("settings must be an object");
            }
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

    Set<FromWorker.Skill> skills() throws Fault, IOException {
        Set<FromWorker.Skill> skills = new java.util.HashSet<>();
        if (!(values.get("can") instanceof Nested nested)) {
            return skills;
        }
        try (JsonParser parser = JsonText.FACTORY.createParser(nested.json())) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Fault("can must be an array of words");
            }
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                String word = parser.getText();
                for (FromWorker.Skill skill : FromWorker.Skill.values()) {
                    if (Wire.word(skill).equals(word)) {
                        skills.add(skill);
                    }
                }
            }
        }
        return skills;
    }
}
