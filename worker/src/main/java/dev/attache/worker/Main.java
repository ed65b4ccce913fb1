package dev.attache.worker;

import dev.attache.worker.extract.ExtractMain;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The worker's front door: the first word says what it shall do; without one a manager does. */
public final class Main {
    private static final int MISUSED = 1;
    private static final Duration REHEARSED_WITHIN = Duration.ofSeconds(30);

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        // From the first instruction: whatever prints by mistake must not end up in the protocol.
        PrintStream out = System.out;
        System.setOut(System.err);
        List<String> words = List.of(arguments);
        String task = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? words : words.subList(1, words.size());
        System.exit(
                switch (task) {
                    case "extract" ->
                            ExtractMain.run(rest, System.getenv(), System.in, out, System.err);
                    case "worker" -> alone(rest);
                    case "rehearse" -> rehearse();
                    case "version" -> say(out, Worker.version());
                    case "" ->
                            ours().underManager(
                                            new FileInputStream(FileDescriptor.in),
                                            new FileOutputStream(FileDescriptor.out));
                    default -> alone(words);
                });
    }

    private static int say(PrintStream out, String line) {
        out.println(line);
        return 0;
    }

    private static Worker ours() {
        return new Worker(System.getenv(), Main::log);
    }

    /** For the start-up cache: loads all that an ordinary life does, and the frame around it. */
    private static int rehearse() throws InterruptedException {
        if (!new Rehearsal(System.getenv()).play(REHEARSED_WITHIN)) {
            log("the rehearsal did not come to its end");
            return MISUSED;
        }
        // Under a manager that is gone at once.
        return ours().underManager(InputStream.nullInputStream(), OutputStream.nullOutputStream());
    }

    private static int alone(List<String> words) throws InterruptedException {
        Alone task;
        try {
            task = Alone.from(words, System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(Alone.USAGE);
            return MISUSED;
        }
        return ours().alone(task.attach());
    }

    private static void log(String line) {
        System.err.println("[Agent Worker] " + line);
    }
}
