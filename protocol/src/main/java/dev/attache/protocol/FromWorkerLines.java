package dev.attache.protocol;

import dev.attache.protocol.FromWorker.Activity;
import dev.attache.protocol.FromWorker.Busy;
import dev.attache.protocol.FromWorker.Bye;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.CheckpointTaken;
import dev.attache.protocol.FromWorker.Connected;
import dev.attache.protocol.FromWorker.Disconnected;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Failure;
import dev.attache.protocol.FromWorker.Free;
import dev.attache.protocol.FromWorker.Metrics;
import dev.attache.protocol.FromWorker.Pong;
import dev.attache.protocol.FromWorker.Ready;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.FromWorker.Released;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The fields of every message from a worker, written and read. */
final class FromWorkerLines {
    private FromWorkerLines() {}

    static String write(FromWorker message) {
        return switch (message) {
            case Ready r -> LineWriter.line("ready", line -> ready(r, line));
            case Connected _ -> LineWriter.line("connected");
            case Disconnected d -> LineWriter.line("disconnected", line -> disconnected(d, line));
            case Pong p -> LineWriter.line("pong", line -> pong(p, line));
            case Busy _ -> LineWriter.line("busy");
            case Free _ -> LineWriter.line("free");
            case Released _ -> LineWriter.line("released");
            case Activity a -> LineWriter.line("activity", line -> activity(a, line));
            case CheckpointTaken c ->
                    LineWriter.line("checkpoint", line -> line.checkpoint(c.checkpoint()));
            case Metrics m -> LineWriter.line("metrics", line -> metrics(m, line));
            case Failure f -> LineWriter.line("error", line -> failure(f, line));
            case Bye b -> LineWriter.line("bye", line -> bye(b, line));
        };
    }

    private static void ready(Ready r, LineWriter line) throws IOException {
        line.count("protocol", r.protocol()).text("version", r.version()).words("can", r.can());
    }

    private static void disconnected(Disconnected d, LineWriter line) throws IOException {
        line.count("code", d.code()).text("reason", d.reason());
    }

    private static void pong(Pong p, LineWriter line) throws IOException {
        line.whole("id", p.id()).word("doing", p.doing());
    }

    private static void activity(Activity a, LineWriter line) throws IOException {
        line.count("people", a.people()).flag("edited", a.edited());
    }

    private static void metrics(Metrics m, LineWriter line) throws IOException {
        line.count("memory_mb", m.memoryMb())
                .real("cpu_percent", m.cpuPercent())
                .count("websocket_latency_ms", m.websocketLatencyMs())
                .count("llm_response_time_ms", m.llmResponseTimeMs())
                .whole("llm_calls", m.llmCalls())
                .whole("tokens_in", m.tokensIn())
                .whole("tokens_out", m.tokensOut())
                .whole("marks", m.marks());
    }

    private static void failure(Failure f, LineWriter line) throws IOException {
        line.word("cause", f.cause()).text("message", f.message());
    }

    private static void bye(Bye b, LineWriter line) throws IOException {
        line.word("reason", b.reason()).whole("epoch", b.epoch());
    }

    static @Nullable FromWorker read(String type, Fields f) throws Fields.Fault, IOException {
        return switch (type) {
            case "ready" -> new Ready(f.count("protocol"), f.text("version"), f.skills());
            case "connected" -> new Connected();
            case "disconnected" -> new Disconnected(f.count("code"), f.text("reason"));
            case "pong" -> new Pong(f.whole("id"), f.word("doing", Doing.class));
            case "busy" -> new Busy();
            case "free" -> new Free();
            case "released" -> new Released();
            case "activity" -> new Activity(f.count("people"), f.flag("edited"));
            case "checkpoint" -> new CheckpointTaken(f.checkpoint());
            case "metrics" ->
                    new Metrics(
                            f.count("memory_mb"),
                            f.real("cpu_percent"),
                            f.countOrNull("websocket_latency_ms"),
                            f.countOrNull("llm_response_time_ms"),
                            f.total("llm_calls"),
                            f.total("tokens_in"),
                            f.total("tokens_out"),
                            f.total("marks"));
            case "error" -> new Failure(f.word("cause", Cause.class), f.text("message"));
            case "bye" -> new Bye(f.word("reason", Reason.class), f.wholeOrNull("epoch"));
            default -> null;
        };
    }
}
