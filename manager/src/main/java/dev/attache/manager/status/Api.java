package dev.attache.manager.status;

import com.sun.net.httpserver.HttpExchange;

import dev.attache.manager.fleet.Why;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The operator's API: GET to look, POST to tell. Documents are percent-encoded in the path. */
final class Api {
    static final String PREFIX = "/api/v1/";
    private static final int DOCUMENTS_AT_MOST = 1000;

    private final Desk desk;
    private final ApiToken token;

    Api(Desk desk, ApiToken token) {
        this.desk = desk;
        this.token = token;
    }

    Answer answer(HttpExchange exchange) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null || !token.matches(authorization)) {
            return Answer.problem(
                    401, "Send the token of the file api-token in the state directory as Bearer.");
        }
        String path = exchange.getRequestURI().getRawPath().substring(PREFIX.length());
        String[] words = path.split("/", -1);
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET", "HEAD" -> look(words, query);
                case "POST" -> tell(words, query);
                default -> Answer.problem(405, "GET to look, POST to tell.");
            };
        } catch (StoreTrouble e) {
            return Answer.problem(503, "Postgres did not take it: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Answer.problem(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer look(String[] words, Map<String, String> query) throws StoreTrouble {
        if (words.length == 2 && words[0].equals("documents")) {
            return Answer.of(desk.why(document(words[1])), why -> Answer.json(JsonText.why(why)));
        }
        return switch (String.join("/", words)) {
            case "status" ->
                    Answer.of(
                            desk.overview(),
                            overview -> Answer.json(JsonText.status(desk.health(), overview)));
            case "documents" ->
                    Answer.of(
                            desk.documents(limit(query)),
                            roll -> Answer.json(JsonText.documents(roll)));
            case "stats" -> Answer.json(JsonText.stats(desk.stats()));
            default ->
                    Answer.problem(
                            404, "There are status, documents, documents/DOCUMENT and stats.");
        };
    }

    private Answer tell(String[] words, Map<String, String> query) throws StoreTrouble {
        if (words.length == 1 && words[0].equals("drain")) {
            desk.drain();
            return done("The manager drains: every agent is told to leave, then it ends.");
        }
        if (words.length != 3 || !words[0].equals("documents")) {
            return Answer.problem(404, "There are drain and documents/DOCUMENT/…");
        }
        DocumentId document = document(words[1]);
        String reason = query.getOrDefault("reason", "");
        Duration holds = holds(query.get("for_ms"));
        return switch (words[2]) {
            case "pin" -> wish(document, Wish.Kind.PIN, reason, holds, "pinned");
            case "ban" -> wish(document, Wish.Kind.BAN, reason, holds, "banned");
            case "pause" -> wish(document, Wish.Kind.PAUSE, reason, holds, "paused");
            case "release" -> {
                int released = desk.release(document);
                yield done(
                        released == 0
                                ? "Nothing was in force for " + document + "."
                                : "What was decided about " + document + " is taken back.");
            }
            case "restart" -> {
                desk.restart(document);
                yield done("The agent of " + document + " is replaced; its rests are over.");
            }
            default -> Answer.problem(404, "There are pin, ban, pause, release and restart.");
        };
    }

    private Answer wish(
            DocumentId document,
            Wish.Kind kind,
            String reason,
            @Nullable Duration holds,
            String done)
            throws StoreTrouble {
        desk.wish(document, kind, reason, holds);
        return done(
                "%s is %s%s."
                        .formatted(
                                document,
                                done,
                                holds == null ? " until released" : " for " + Why.spoken(holds)));
    }

    private static Answer done(String sentence) {
        return Answer.json(JsonText.object(json -> json.writeStringField("done", sentence)));
    }

    private static DocumentId document(String segment) {
        String name = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        Optional<String> fault = DocumentId.faultIn(name);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("Not a document's name: " + fault.get());
        }
        return new DocumentId(name);
    }

    private static @Nullable Duration holds(@Nullable String millis) {
        if (millis == null) {
            return null;
        }
        Duration holds = Duration.ofMillis(number("for_ms", millis));
        if (holds.isNegative() || holds.isZero()) {
            throw new IllegalArgumentException("for_ms must be positive");
        }
        return holds;
    }

    private static int limit(Map<String, String> query) {
        long asked = number("limit", query.getOrDefault("limit", "100"));
        return Math.clamp(asked, 1, DOCUMENTS_AT_MOST);
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length < 2
                                ? ""
                                : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
