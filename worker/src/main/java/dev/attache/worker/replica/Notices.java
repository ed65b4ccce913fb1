package dev.attache.worker.replica;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;

/** The text frames that mean something to the replica itself. */
final class Notices {
    private static final JsonFactory JSON = new JsonFactory();

    private Notices() {}

    static boolean isTokenExpiring(String json) {
        try (JsonParser in = JSON.createParser(json)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                boolean type = in.currentName().equals("type");
                in.nextToken();
                if (type) {
                    return "token_expiring".equals(in.getValueAsString());
                }
                in.skipChildren();
            }
        } catch (IOException _) {
            return false; // Not JSON: a fact for the session, nothing for us.
        }
        return false;
    }

    static String token(String token) {
        return "{\"type\":\"token\",\"token\":" + PeerStates.quoted(token) + "}";
    }
}
