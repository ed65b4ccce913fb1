package dev.attache.protocol;

import dev.attache.protocol.ToWorker.Attach;
import dev.attache.protocol.ToWorker.Ping;
import dev.attache.protocol.ToWorker.Release;
import dev.attache.protocol.ToWorker.Shutdown;
import dev.attache.protocol.ToWorker.Token;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** The fields of every message to a worker, written and read. */
final class ToWorkerLines {
    private ToWorkerLines() {}

    static String write(ToWorker message) {
        return switch (message) {
            case Attach a -> LineWriter.line("attach", line -> attach(a, line));
            case Ping p -> LineWriter.line("ping", line -> line.whole("id", p.id()));
            case Token t -> LineWriter.line("token", line -> line.text("token", t.token()));
            case Release _ -> LineWriter.line("release");
            case Shutdown _ -> LineWriter.line("shutdown");
        };
    }

    private static void attach(Attach a, LineWriter line) throws IOException {
        line.text("document", a.document().value())
                .text("agentId", a.agentId())
                .whole("epoch", a.epoch())
                .count("life", a.life())
                .text("url", a.url())
                .text("token", a.token())
                .settings(a.settings())
                .checkpoint(a.checkpoint());
    }

    static @Nullable ToWorker read(String type, Fields f) throws Fields.Fault, IOException {
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

    private static DocumentId document(Fields f) throws Fields.Fault {
        String name = f.text("document");
        return DocumentId.parse(name)
                .orElseThrow(() -> new Fields.Fault(DocumentId.faultIn(name).orElse("")));
    }
}
