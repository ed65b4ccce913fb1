package dev.attache.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A named pipe to which every child writes its pid when it starts, whoever has started it. */
final class PidPipe implements AutoCloseable {
    record Told(long pid, long at) {}

    private final Path file;
    private final RandomAccessFile pipe;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    PidPipe(Path file) throws IOException, InterruptedException {
        this.file = file;
        if (new ProcessBuilder("mkfifo", file.toString()).inheritIO().start().waitFor() != 0) {
            throw new IOException("no pipe could be made at " + file);
        }
        // Also a writer, so that it never comes to its end.
        pipe = new RandomAccessFile(file.toFile(), "rw");
        Thread.ofPlatform().daemon().start(this::read);
    }

    Path file() {
        return file;
    }

    private void read() {
        try {
            StringBuilder digits = new StringBuilder();
            byte[] chunk = new byte[4096];
            while (true) {
                int count = pipe.read(chunk);
                long now = System.nanoTime();
                for (int i = 0; i < count; i++) {
                    if (chunk[i] == '\n') {
                        told.add(new Told(Long.parseLong(digits.toString()), now));
                        digits.setLength(0);
                    } else {
                        digits.append((char) chunk[i]);
                    }
                }
            }
        } catch (IOException e) {
            // Closed: the measurement is over.
            return;
        }
    }

    Told next() throws InterruptedException {
        Told next = told.poll(Child.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new IllegalStateException("no child has started within " + Child.PATIENCE);
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        pipe.close();
    }
}
