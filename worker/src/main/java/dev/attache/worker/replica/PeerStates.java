package dev.attache.worker.replica;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Awareness states as JSON: what we read of others', and what we write of our own. */
final class PeerStates {
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build();

    private PeerStates() {}

    /** None where the state is not what an awareness state must be: a JSON object. */
    static Optional<Peer> read(long client, String state) {
        boolean user = false;
        boolean agent = false;
        Set<String> schema = Set.of();
        Optional<String> composing = Optional.empty();
        try (JsonParser in = JSON.createParser(state)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                boolean given = in.nextToken() != JsonToken.VALUE_NULL;
                switch (field) {
                    case "user" -> user = given;
                    case "agent" -> agent = given;
                    case "schema" -> schema = strings(in);
                    case "composing" ->
                            composing = given ? Optional.of(raw(in, state)) : Optional.empty();
                    default -> {}
                }
                in.skipChildren();
            }
            return Optional.of(new Peer(client, user, agent, schema, composing));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Set<String> strings(JsonParser in) throws IOException {
        Set<String> strings = new HashSet<>();
        if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (in.currentToken() == JsonToken.VALUE_STRING) {
                    strings.add(in.getText());
                }
                in.skipChildren();
            }
        }
        return Set.copyOf(strings);
    }

    /** The value as it was written: others understand it, we hand it on. */
    private static String raw(JsonParser in, String state) throws IOException {
        int start = (int) in.currentTokenLocation().getCharOffset();
        in.skipChildren();
        if (in.currentToken().isScalarValue()) {
            return in.getText();
        }
        return state.substring(start, (int) in.currentLocation().getCharOffset());
    }

    static String write(Presence presence) {
        return "{\"user\":{\"name\":"
                + quoted(presence.name())
                + ",\"color\":"
                + quoted(presence.color())
                + "},\"agent\":{\"state\":"
                + quoted(presence.state())
                + ",\"reason\":"
                + quoted(presence.reason())
                + "}}";
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
