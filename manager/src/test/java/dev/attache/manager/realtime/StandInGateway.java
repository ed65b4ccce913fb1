package dev.attache.manager.realtime;

import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

import okhttp3.WebSocketListener;

import java.util.function.Supplier;

/** Who may open a socket at the stand-in: the gateway's refusals, in the words of the real one. */
final class StandInGateway {
    private final String key;
    private int refuseWith;
    private String refusal = "";

    StandInGateway(String key) {
        this.key = key;
    }

    /** 0 for not at all. */
    synchronized void refuse(int status, String error) {
        refuseWith = status;
        refusal = error;
    }

    synchronized MockResponse handshake(
            RecordedRequest request, Supplier<WebSocketListener> socket) {
        String path = String.valueOf(request.getUrl().encodedPath());
        if (refuseWith != 0) {
            return refused(refuseWith, refusal);
        }
        if (!path.equals("/realtime/v1/websocket") && !path.equals("/socket/websocket")) {
            return refused(404, "Tenant not found");
        }
        String given = request.getUrl().queryParameter("apikey");
        if (given == null) {
            return refused(401, "API key is missing");
        }
        if (!given.equals(key)) {
            return refused(401, "The token provided is not a valid JWT");
        }
        if (!"2.0.0".equals(request.getUrl().queryParameter("vsn"))) {
            return new MockResponse.Builder().code(403).build();
        }
        return new MockResponse.Builder().webSocketUpgrade(socket.get()).build();
    }

    private static MockResponse refused(int status, String error) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json; charset=utf-8")
                .body("{\"error\":\"" + error + "\"}")
                .build();
    }
}
