package dev.attache.manager.launch;

import dev.attache.manager.fleet.Event.WorkerBabbles;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.protocol.Decoded;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.LineSplitter;
import dev.attache.protocol.Wire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Listens to one worker's stdout until it ends, or until the worker has worn out its welcome: then
 * it is not listened to any more, its pipe fills, and its flood costs nobody anything.
 */
final class Ears implements LineSplitter.Sink {
    private static final Logger log = LoggerFactory.getLogger(Ears.class);
    private static final int CHUNK = 16 * 1024;

    /** Lines that were no message, over all workers. */
    record Tally(LongAdder garbage, LongAdder unknown) {}

    private final WorkerId worker;
    private final Throttle throttle;
    private final Inbox inbox;
    private final Tally tally;
    private final LongSupplier nanos;
    private final Patience patience;

    Ears(WorkerId worker, Throttle throttle, Inbox inbox, Tally tally, LongSupplier nanos) {
        this.worker = worker;
        this.throttle = throttle;
        this.inbox = inbox;
        this.tally = tally;
        this.nanos = nanos;
        this.patience = new Patience(nanos.getAsLong());
    }

    /** True when the stream has ended, false when listening was given up. */
    boolean listen(InputStream stdout) {
        LineSplitter splitter = new LineSplitter(Wire.MAX_LINE_BYTES, this);
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = stdout.read(chunk); n >= 0; n = stdout.read(chunk)) {
                patience.read(n, nanos.getAsLong());
                splitter.feed(chunk, 0, n);
                String lost = patience.lost();
                if (lost != null) {
                    log.warn("stopped listening worker={} why=\"{}\"", worker, lost);
                    inbox.put(new WorkerBabbles(worker, lost));
                    return false;
                }
            }
        } catch (IOException e) {
            // Java closes the pipe when the process has ended: the end, said differently.
            log.debug("stdout closed worker={}", worker, e);
        }
        splitter.end();
        return true;
    }

    @Override
    public void line(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        patience.line();
        switch (Wire.decodeFromWorker(bytes)) {
            case Decoded.Message<FromWorker>(FromWorker message) ->
                    throttle.accept(message, nanos.getAsLong());
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
            log.warn("ignored what is no message worker={} {}", worker, told);
        }
    }
}
