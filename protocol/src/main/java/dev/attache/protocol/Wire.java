package dev.attache.protocol;

import dev.attache.protocol.Decoded.Broken;
import dev.attache.protocol.Decoded.Message;
import dev.attache.protocol.Decoded.Unknown;
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
import dev.attache.protocol.ToWorker.Attach;
import dev.attache.protocol.ToWorker.Ping;
import dev.attache.protocol.ToWorker.Release;
import dev.attache.protocol.ToWorker.Shutdown;
import dev.attache.protocol.ToWorker.Token;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One message, one line of JSON, both ways. */
public final class Wire {
    /** The version a worker declares in `ready`. */
    public static final int PROTOCOL = 1;

    /** Longer lines are refused by their reader: a checkpoint of 64 KiB and its escapes fit. */
    public static final int MAX_LINE_BYTES = 256 * 1024;

    private Wire() {}

    public static String encode(ToWorker message) {
        return switch (message) {
            case Attach a ->
                    LineWriter.line(
                            "attach",
                            line ->
                                    line.text("document", a.document().value())
                                            .text("agentId", a.agentId())
                                            .whole("epoch", a.epoch())
                                            .count("life", a.life())
                                            .text("url", a.url())
                                            .text("token", a.token())
                                            .settings(a.settings())
                                            .checkpoint(a.checkpoint()));
            case Ping p -> LineWriter.line("ping", line -> line.whole("id", p.id()));
            case Token t -> LineWriter.line("token", line -> line.text("token", t.token()));
            case Release _ -> LineWriter.line("release", _ -> {});
            case Shutdown _ -> LineWriter.line("shutdown", _ -> {});
        };
    }

    public static String encode(FromWorker message) {
        return switch (message) {
            case Ready r ->
                    LineWriter.line(
                            "ready",
                            line ->
                                    line.count("protocol", r.protocol())
                                            .text("version", r.version())
                                            .words("can", r.can()));
            case Connected _ -> LineWriter.line("connected", _ -> {});
            case Disconnected d ->
                    LineWriter.line(
                            "disconnected",
                            line -> line.count("code", d.code()).text("reason", d.reason()));
            case Pong p ->
                    LineWriter.line(
                            "pong", line -> line.whole("id", p.id()).word("doing", p.doing()));
            case Busy _ -> LineWriter.line("busy", _ -> {});
            case Free _ -> LineWriter.line("free", _ -> {});
            case Released _ -> LineWriter.line("released", _ -> {});
            case Activity a ->
                    LineWriter.line(
                            "activity",
                            line -> line.count("people", a.people()).flag("edited", a.edited()));
            case CheckpointTaken c ->
                    LineWriter.line("checkpoint", line -> line.checkpoint(c.checkpoint()));
            case Metrics m ->
                    LineWriter.line(
                            "metrics",
                            line ->
                                    line.count("memory_mb", m.memoryMb())
                                            .real("cpu_percent", m.cpuPercent())
                                            .count("websocket_latency_ms", m.websocketLatencyMs())
                                            .count("llm_response_time_ms", m.llmResponseTimeMs())
                                            .whole("llm_calls", m.llmCalls())
                                            .whole("tokens_in", m.tokensIn())
                                            .whole("tokens_out", m.tokensOut())
                                            .whole("marks", m.marks()));
            case Failure f ->
                    LineWriter.line(
                            "error",
                            line -> line.word("cause", f.cause()).text("message", f.message()));
            case Bye b ->
                    LineWriter.line(
                            "bye",
                            line -> line.word("reason", b.reason()).whole("epoch", b.epoch()));
        };
    }

    /** A line as it came, with or without its line feed. */
    public static Decoded<ToWorker> decodeToWorker(byte[] line) {
        return decode(line, Wire::toWorker);
    }

    public static Decoded<FromWorker> decodeFromWorker(byte[] line) {
        return decode(line, Wire::fromWorker);
    }

    /** The word an enum's constant is on the wire. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private interface Reading<M> {
        /** Null for a type that is not known. */
        @Nullable M read(String type, Fields fields) throws Fields.Fault, IOException;
    }

    private static <M> Decoded<M> decode(byte[] line, Reading<M> reading) {
        if (line.length > MAX_LINE_BYTES) {
            return new Broken<>("longer than " + MAX_LINE_BYTES + " bytes");
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
            Fields fields = Fields.read(text);
            String type = fields.text("type");
            M message = reading.read(type, fields);
            return message == null
                    ? new Unknown<>(type.substring(0, Math.min(type.length(), 64)))
                    : new Message<>(message);
        } catch (CharacterCodingException e) {
            return new Broken<>("not UTF-8");
        } catch (Fields.Fault e) {
            return new Broken<>(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // The parser's message quotes the line; a log must not.
            return new Broken<>("not JSON");
        }
    }

    private static @Nullable ToWorker toWorker(String type, Fields f)
            throws Fields.Fault, IOException {
        return switch (type) {
            case "attach" ->
                    new Attach(
                            document(f),
                            f.text("agentId"),
                            f.whole("epoch"),
                            f.count("life"),
                            f.text("url"),
                            f.text("token"),
                            f.settings(),
                            f.checkpointOrNull());
            case "ping" -> new Ping(f.whole("id"));
            case "token" -> new Token(f.text("token"));
            case "release" -> new Release();
            case "shutdown" -> new Shutdown();
            default -> null;
        };
    }

    private static @Nullable FromWorker fromWorker(String type, Fields f)
            throws Fields.Fault, IOException {
        return switch (type) {
            case "ready" -> new Ready(f.count("protocol"), f.text("version"), f.skills());
            case "connected" -> new Connected();
            case "disconnected" -> new Disconnected(f.count("code"), f.text("reason"));
            case "pong" -> new Pong(f.whole("id"), f.word("doing", Doing.class));
            case "busy" -> new Busy();
            case "free" -> new Free();
            case "released" -> new Released();
            case "activity" -> new Activity(f.count("people"), f.flag("edited"));
            case "checkpoint" -> new CheckpointTaken(checkpoint(f));
            case "metrics" ->
                    new Metrics(
                            f.count("memory_mb"),
                            f.real("cpu_percent"),
                            f.countOrNull("websocket_latency_ms"),
                            f.countOrNull("llm_response_time_ms"),
                            f.whole("llm_calls"),
                            f.whole("tokens_in"),
                            f.whole("tokens_out"),
                            f.whole("marks"));
            case "error" -> new Failure(f.word("cause", Cause.class), f.text("message"));
            case "bye" -> new Bye(f.word("reason", Reason.class), f.wholeOrNull("epoch"));
            default -> null;
        };
    }

    private static DocumentId document(Fields f) throws Fields.Fault {
        String name = f.text("document");
        return DocumentId.parse(name)
                .orElseThrow(() -> new Fields.Fault(DocumentId.faultIn(name).orElse("")));
    }

    private static Checkpoint checkpoint(Fields f) throws Fields.Fault {
        Checkpoint checkpoint = f.checkpointOrNull();
        if (checkpoint == null) {
            throw new Fields.Fault("checkpoint is missing");
        }
        return checkpoint;
    }
}
