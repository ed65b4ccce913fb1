package dev.attache.manager.launch;

import dev.attache.manager.child.Drain;
import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.loop.Inbox;
import dev.attache.protocol.Decoded;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.LineSplitter;
import dev.attache.protocol.Wire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Listens to one worker's stdout until it ends, or until the worker has worn out its welcome: then
 * it is not listened to any more, its pipe fills, and its flood costs nobody anything.
 */
final class Ears implements Drain, LineSplitter.Sink {
    private static final Logger log = LoggerFactory.getLogger(Ears.class);

    /** Lines that were no message, over all workers. */
    record Tally(LongAdder garbage, LongAdder unknown) {}

    private final WorkerProcess worker;
    private final WorkerLogs logs;
    private final Inbox inbox;
    private final Tally tally;
    private final LongSupplier nanos;
    private final Runnable ended;
    private final Patience patience;
    private final LineSplitter splitter = new LineSplitter(Wire.MAX_LINE_BYTES, this);

    Ears(
            WorkerProcess worker,
            WorkerLogs logs,
            Inbox inbox,
            Tally tally,
            LongSupplier nanos,
            Runnable ended) {
        this.worker = worker;
        this.logs = logs;
        this.inbox = inbox;
        this.tally = tally;
        this.nanos = nanos;
        this.ended = ended;
        this.patience = new Patience(nanos.getAsLong());
    }

    @Override
    public long take(byte[] chunk, int count) {
        patience.read(count, nanos.getAsLong());
        splitter.feed(chunk, 0, count);
        String lost = patience.lost();
        if (lost == null) {
            return 0;
        }
        log.warn("stopped listening worker={} why=\"{}\"", worker.id, lost);
        inbox.put(new WorkerBabbles(worker.id, lost));
        return FOR_GOOD;
    }

    @Override
    public void end() {
        splitter.end();
        ended.run();
    }

    @Override
    public void line(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        patience.line();
        switch (Wire.decodeFromWorker(bytes)) {
            case Decoded.Message<FromWorker>(FromWorker message) ->
                    worker.throttle.accept(message, nanos.getAsLong());
            case Decoded.Unknown<FromWorker> _ -> tally.unknown().increment();
            case Decoded.Broken<FromWorker>(String reason) -> garbage(reason);
        }
    }

    @Override
    public void tooLong(long bytes) {
        garbage("longer than " + Wire.MAX_LINE_BYTES + " bytes");
    }

    private void garbage(String fault) {
        tally.garbage().increment();
        patience.garbage(fault);
        String told = patience.toTell(nanos.getAsLong());
        if (told != null) {
            log.warn("ignored what is no message worker={} {}", worker.id, told);
            murmur("[manager] ignored on stdout what is no message " + told);
        }
    }

    /** Whoever writes a worker looks into its log and at its last words, not into ours. */
    private void murmur(String sentence) {
        worker.tail.add(sentence);
        logs.write(worker.id, worker.document(), sentence.getBytes(StandardCharsets.UTF_8));
    }
}
