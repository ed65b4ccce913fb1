package dev.attache.manager.realtime;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Frames in the words of the real server, as they were recorded. */
final class Frames {
    static final long BINDING = 46585805;

    private Frames() {}

    static String joined(String ref) {
        return joined(ref, "document_activity");
    }

    static String joined(String ref, String table) {
        return "[\"%s\",\"%s\",\"%s\",\"phx_reply\",{\"status\":\"ok\",\"response\":{\"postgres_changes\":[{\"id\":%d,\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"%s\"}]}}]"
                .formatted(ref, ref, RealtimeChannel.TOPIC, BINDING, table);
    }

    static String refused(String ref, String reason) {
        return "[\"%s\",\"%s\",\"%s\",\"phx_reply\",{\"status\":\"error\",\"response\":{\"reason\":\"%s\"}}]"
                .formatted(ref, ref, RealtimeChannel.TOPIC, reason);
    }

    static String subscribed(String ref) {
        return system(ref, "ok", "postgres_changes", "Subscribed to PostgreSQL");
    }

    static String system(String ref, String status, String extension, String message) {
        return "[\"%s\",null,\"%s\",\"system\",{\"message\":\"%s\",\"status\":\"%s\",\"extension\":\"%s\",\"channel\":\"attache\"}]"
                .formatted(ref, RealtimeChannel.TOPIC, message, status, extension);
    }

    static String row(long id) {
        return row("{\"id\": " + id + ", \"document_id\": \"d\"}", "null");
    }

    static String row(String record, String errors) {
        return "[null,null,\"%s\",\"postgres_changes\",{\"data\":{\"table\":\"document_activity\",\"type\":\"INSERT\",\"record\":%s,\"columns\":[{\"name\": \"id\", \"type\": \"int8\"}],\"errors\":%s,\"schema\":\"public\",\"commit_timestamp\":\"2026-11-21T02:49:47.015Z\"},\"ids\":[%d]}]"
                .formatted(RealtimeChannel.TOPIC, record, errors, BINDING);
    }

    static String event(String ref, String event) {
        return "[\"%s\",\"%s\",\"%s\",\"%s\",{}]".formatted(ref, ref, RealtimeChannel.TOPIC, event);
    }

    static String alive(String ref) {
        return "[null,\"%s\",\"phoenix\",\"phx_reply\",{\"status\":\"ok\",\"response\":{}}]"
                .formatted(ref);
    }

    static String deep(int levels) {
        String open = IntStream.range(0, levels).mapToObj(_ -> "[").collect(Collectors.joining());
        return "[null,null,\"t\",\"postgres_changes\",{\"data\":" + open;
    }
}
