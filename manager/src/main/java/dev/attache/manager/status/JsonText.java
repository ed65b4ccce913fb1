package dev.attache.manager.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.attache.manager.fleet.Overview;
import dev.attache.manager.fleet.Roll;
import dev.attache.manager.fleet.Why;
import dev.attache.manager.store.SystemStats;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The answers of the API, as JSON: names in snake case, ages in milliseconds. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes the fields of one object. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    public static String object(Fields fields) {
        var text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.toString();
    }

    public static String problem(String sentence) {
        return object(json -> json.writeStringField("error", sentence));
    }

    static String status(Health health, Overview overview) {
        return object(
                json -> {
                    json.writeStringField("manager_id", health.managerId());
                    json.writeStringField("version", health.version());
                    json.writeNumberField("capacity", overview.capacity());
                    json.writeNumberField("agents", overview.agents());
                    json.writeNumberField("spares", overview.spares());
                    json.writeNumberField("starting", overview.starting());
                    json.writeNumberField("waiting", overview.waiting());
                    json.writeNumberField("documents_known", overview.documentsKnown());
                    json.writeBooleanField("draining", overview.draining());
                    json.writeBooleanField("books_reachable", overview.booksReachable());
                    json.writeBooleanField("memory_free", overview.memoryFree());
                    text(json, "launches_paused_because", overview.launchesPausedBecause());
                    json.writeStringField("start_cache", health.startCache());
                    strings(json, "not_ready", health.reasonsNotReady());
                    json.writeArrayFieldStart("sources");
                    for (Health.Source source : health.sources()) {
                        json.writeStartObject();
                        json.writeStringField("name", source.name());
                        json.writeBooleanField("live", source.live());
                        json.writeStringField("state", source.sentence());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeArrayFieldStart("workers");
                    for (Overview.WorkerLine line : overview.workers()) {
                        worker(json, line);
                    }
                    json.writeEndArray();
                });
    }

    static String documents(Roll roll) {
        return object(
                json -> {
                    json.writeNumberField("known", roll.known());
                    json.writeArrayFieldStart("documents");
                    for (Why why : roll.documents()) {
                        json.writeStartObject();
                        why(json, why);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    static String why(Why why) {
        return object(json -> why(json, why));
    }

    public static String stats(SystemStats stats) {
        return object(
                json -> {
                    json.writeNumberField("total_agents", stats.totalAgents());
                    json.writeNumberField("active_agents", stats.activeAgents());
                    json.writeNumberField("connecting_agents", stats.connectingAgents());
                    json.writeNumberField("unique_documents", stats.uniqueDocuments());
                    json.writeFieldName("avg_memory_mb");
                    json.writeNumber(stats.averageMemoryMb());
                    json.writeNumberField("total_llm_calls", stats.llmCalls());
                    json.writeNumberField("total_locations_marked", stats.locations());
                });
    }

    public static void strings(JsonGenerator json, String name, List<String> texts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void why(JsonGenerator json, Why why) throws IOException {
        json.writeStringField("document", why.document().value());
        json.writeStringField("verdict", why.verdict().name().toLowerCase(Locale.ROOT));
        json.writeStringField("why", why.sentence());
        json.writeStringField("advice", why.advice());
        if (why.waitingPosition() > 0) {
            json.writeNumberField("waiting_position", why.waitingPosition());
        }
    }

    private static void worker(JsonGenerator json, Overview.WorkerLine line) throws IOException {
        json.writeStartObject();
        json.writeStringField("worker", line.worker().toString());
        text(json, "document", line.document() == null ? null : line.document().value());
        if (line.life() != null) {
            json.writeStringField("agent", line.life().agentId());
            json.writeNumberField("epoch", line.life().epoch());
            json.writeNumberField("life", line.life().number());
        }
        json.writeStringField("phase", line.phase());
        json.writeNumberField("pid", line.pid());
        json.writeStringField("version", line.version());
        json.writeBooleanField("spare", line.spare());
        json.writeBooleanField("busy", line.busy());
        json.writeStringField("doing", line.doing());
        json.writeNumberField("people", line.people());
        if (line.memoryMb() > 0) {
            json.writeNumberField("memory_mb", line.memoryMb());
        }
        json.writeNumberField("age_ms", line.age().toMillis());
        Duration quiet = line.lastActivityAge();
        if (quiet != null) {
            json.writeNumberField("last_activity_ms", quiet.toMillis());
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable String value)
            throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
