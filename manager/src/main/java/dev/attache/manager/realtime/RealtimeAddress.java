package dev.attache.manager.realtime;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where the socket is: `/realtime/v1/websocket` of a project, or a Realtime of one's own when the
 * URL already ends in `/socket` or `/websocket`.
 */
record RealtimeAddress(URI endpoint) {
    static RealtimeAddress of(URI supabase) {
        String base = supabase.toString().replaceAll("[?#].*$", "").replaceAll("/+$", "");
        if (base.endsWith("/socket")) {
            base += "/websocket";
        } else if (!base.endsWith("/websocket")) {
            base += "/realtime/v1/websocket";
        }
        return new RealtimeAddress(URI.create(base));
    }

    /** With the key: never for a log. HTTP's scheme, as the client wants it. */
    String url(SupabaseKey key) {
        return endpoint
                + "?apikey="
                + URLEncoder.encode(key.text(), StandardCharsets.UTF_8)
                + "&vsn=2.0.0";
    }

    /** For people. */
    @Override
    public String toString() {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return "Supabase Realtime at " + endpoint.getHost() + port;
    }
}
