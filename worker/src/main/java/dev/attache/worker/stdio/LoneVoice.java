package dev.attache.worker.stdio;

import dev.attache.protocol.FromWorker;
import dev.attache.worker.session.Mouth;

import java.util.function.Consumer;

/**
 * Without a manager what the session says is a line of the log, as far as it means something to a
 * person.
 */
public final class LoneVoice implements Mouth {
    private final Consumer<String> log;

    public LoneVoice(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void say(FromWorker message) {
        switch (message) {
            case FromWorker.Metrics m ->
                    log.accept(
                            "Metrics: memory=%d MB cpu=%.2f %% llm_calls=%d marks=%d"
                                    .formatted(
                                            m.memoryMb(), m.cpuPercent(), m.llmCalls(), m.marks()));
            case FromWorker.Bye(FromWorker.Reason reason, _) -> log.accept("Leaving: " + reason);
            case FromWorker.Activity(int people, _) -> log.accept("People here: " + people);
            case FromWorker.Ready _,
                    FromWorker.Connected _,
                    FromWorker.Disconnected _,
                    FromWorker.Pong _,
                    FromWorker.Busy _,
                    FromWorker.Free _,
                    FromWorker.Released _,
                    FromWorker.CheckpointTaken _,
                    FromWorker.Failure _ -> {} // The session logs what matters of these itself.
        }
    }

    @Override
    public void close(long millis) {}
}
