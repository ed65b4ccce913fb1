package dev.attache.manager.realtime;

import dev.attache.manager.realtime.StandInRealtime.Fault;
import dev.attache.manager.testkit.NodePeer;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stand-in that Supabase's own client takes for a Realtime is a fair one. */
class SupabaseClientIT {
    private final StandInRealtime server = new StandInRealtime(StandInRealtime.jwt());
    private final NodePeer client =
            NodePeer.start("realtime.mjs", server.url().toString(), StandInRealtime.jwt());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void joinsHearsRowsAndLeaves() {
        Until.holds("it is subscribed", () -> client.has("\"status\":\"SUBSCRIBED\""));
        Until.holds("it hears so", () -> client.has("Subscribed to PostgreSQL"));
        server.insert("d1");
        Until.holds("it hears of the row", () -> client.has("\"document_id\":\"d1\""));
        Until.holds("it is answered", () -> client.has("\"heartbeat\":\"ok\""));

        client.endOfInput();

        Until.holds("it has left", () -> client.has("\"left\":true"));
        Until.holds("the server knows", () -> !server.received("phx_leave").isEmpty());
    }

    @Test
    void hearsOfTruncatedRowsAndComesBackFromACrashOfTheChannel() {
        server.fault(Fault.TRUNCATES_ROWS, true);
        Until.holds("it is subscribed", () -> client.has("Subscribed to PostgreSQL"));
        server.insert("d1");
        Until.holds("it hears what is missing", () -> client.has("413: Payload Too Large"));

        server.crashChannels();

        Until.holds("it notices", () -> client.has("\"status\":\"CHANNEL_ERROR\""));
        Until.holds("it joins again", () -> server.received("phx_join").size() >= 2);
    }

    @Test
    void isToldThatATableIsNotPublished() {
        server.fault(Fault.CANNOT_SUBSCRIBE, true);
        client.close();
        try (NodePeer late =
                NodePeer.start("realtime.mjs", server.url().toString(), StandInRealtime.jwt())) {
            Until.holds("it hears so", () -> late.has("Unable to subscribe"));
        }
    }
}
