package dev.attache.bench.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What stands in for Supabase Realtime: a program that misbehaves when it is told to. */
final class Realtime implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    /** How it can misbehave, in the words of realtime.mjs. */
    enum Mishap {
        DEAF,
        LOSE,
        DOUBLE,
        REFUSE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Rows that it was told of, and what it made of them. */
    record Told(int rows, int lost, int doubled) {}

    private final Path folder;
    private final Path script;
    private final int port;
    private final String key;
    private final Set<Mishap> mishaps = new HashSet<>();
    private Program program;
    private boolean away;
    private int rows;
    private int lost;
    private int doubled;

    Realtime(Path folder, Path script, int port, String key)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.script = script;
        this.port = port;
        this.key = key;
        program = begin();
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** As the kernel kills it: sockets break, rows of that time are told to nobody. */
    synchronized void kill() throws InterruptedException {
        away = true;
        program.kill();
    }

    synchronized void startAgain() throws IOException, InterruptedException {
        program = begin();
        away = false;
    }

    synchronized void dropSockets() throws IOException {
        program.say("drop");
    }

    synchronized void misbehave(Mishap mishap) throws IOException {
        mishaps.add(mishap);
        program.say("begin " + mishap.word());
    }

    synchronized void behave(Mishap mishap) throws IOException {
        mishaps.remove(mishap);
        program.say("end " + mishap.word());
    }

    synchronized void tell(long id, String document, String type) throws IOException {
        rows++;
        if (away || mishaps.contains(Mishap.LOSE) || mishaps.contains(Mishap.DEAF)) {
            lost++;
        } else if (mishaps.contains(Mishap.DOUBLE)) {
            doubled++;
        }
        if (!away) {
            program.say("row " + id + " " + document + " " + type);
        }
    }

    /** Channels on which somebody would hear of a row now. */
    synchronized int joined() throws IOException, InterruptedException {
        program.forgetLines();
        program.say("joined");
        return Integer.parseInt(program.hear("joined ", ANSWERS_WITHIN));
    }

    synchronized Told told() {
        return new Told(rows, lost, doubled);
    }

    @Override
    public synchronized void close() {
        program.close();
    }

    private Program begin() throws IOException, InterruptedException {
        Program started =
                Program.start(
                        "realtime",
                        folder,
                        Map.of("REALTIME_PORT", String.valueOf(port), "REALTIME_KEY", key),
                        List.of("node", script.toString()));
        started.hear("realtime stands in", STARTS_WITHIN);
        return started;
    }
}
