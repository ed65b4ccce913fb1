package dev.attache.manager.testkit;

import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.Decoded;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.FromWorker.Skill;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** A worker without a document: says what it must, and has one fault, named by its argument. */
public final class FakeWorker {
    /** The one thing that this worker does wrong. */
    public enum Fault {
        NONE,
        NEVER_READY,
        /** Ready two seconds late. */
        LATE_READY,
        CRASHES_AT_START,
        CRASHES_WHEN_ATTACHED,
        /** Ready, attached, and then answers nothing. */
        HANGS,
        IGNORES_STOP,
        /** And SIGTERM too. */
        IGNORES_TERM,
        BUSY,
        GARBAGE,
        SOME_GARBAGE,
        /** A gigabyte without a line feed. */
        ENDLESS_LINE,
        FLOODS,
        FLOODS_STDERR,
        CLOSES_STDOUT,
        NEVER_READS,
        /** Ends and leaves a child that holds its pipes. */
        LEAVES_CHILD,
        /** Ends and leaves a child in a session of its own. */
        LEAVES_DAEMON,
        /** Lives, with a child. */
        HAS_CHILD,
        /** Lives, with a child in a session of its own. */
        HAS_DAEMON,
        EXITS_AT_ONCE,
        PRINTS_ENVIRONMENT
    }

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private FakeWorker() {}

    public static void main(String[] args) throws Exception {
        Fault fault = Fault.valueOf(args[0]);
        beforeReady(fault);
        say(new FromWorker.Ready(Wire.PROTOCOL, "fake", Set.of(Skill.values())));
        afterReady(fault);
        converse(fault);
    }

    private static void beforeReady(Fault fault) throws Exception {
        switch (fault) {
            case NEVER_READY -> forever();
            case LATE_READY -> Thread.sleep(2000);
            case CRASHES_AT_START -> {
                System.err.println("the fake worker has no configuration");
                Runtime.getRuntime().halt(3);
            }
            case EXITS_AT_ONCE -> Runtime.getRuntime().halt(0);
            case GARBAGE -> {
                for (int i = 0; i < 1_000_000; i++) {
                    OUT.println("no message " + i);
                }
            }
            case SOME_GARBAGE -> {
                OUT.println("Picked up JAVA_TOOL_OPTIONS: -Xint");
                OUT.println("{\"type\":\"from_the_future\",\"x\":1}");
                OUT.println("{\"type\":\"connected\"");
            }
            case ENDLESS_LINE -> {
                byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 1024; i++) {
                    OUT.write(part);
                }
                OUT.println();
            }
            case IGNORES_TERM ->
                    Runtime.getRuntime().addShutdownHook(new Thread(FakeWorker::foreverCalmly));
            case PRINTS_ENVIRONMENT ->
                    new TreeMap<>(System.getenv())
                            .forEach((name, value) -> System.err.println(name + "=" + value));
            default -> {}
        }
    }

    private static void afterReady(Fault fault) throws Exception {
        switch (fault) {
            case FLOODS -> {
                for (int i = 0; i < 5_000; i++) {
                    say(new FromWorker.Activity(i, i == 2500));
                    say(i % 2 == 0 ? new FromWorker.Busy() : new FromWorker.Free());
                }
                say(new FromWorker.CheckpointTaken(new Checkpoint("{\"last\":true}")));
            }
            case FLOODS_STDERR -> {
                for (int i = 0; i < 200_000; i++) {
                    System.err.println("murmur " + i);
                }
            }
            case CLOSES_STDOUT -> {
                OUT.close();
                forever();
            }
            case NEVER_READS -> forever();
            case LEAVES_CHILD -> {
                new ProcessBuilder("sleep", "300").inheritIO().start();
                Runtime.getRuntime().halt(0);
            }
            case LEAVES_DAEMON -> {
                new ProcessBuilder("setsid", "sleep", "300").inheritIO().start();
                Runtime.getRuntime().halt(0);
            }
            case HAS_CHILD -> new ProcessBuilder("sleep", "300").start();
            case HAS_DAEMON -> new ProcessBuilder("setsid", "sleep", "300").start();
            default -> {}
        }
    }

    private static void converse(Fault fault) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            var decoded = Wire.decodeToWorker(line.getBytes(StandardCharsets.UTF_8));
            if (decoded instanceof Decoded.Message<ToWorker>(ToWorker message)) {
                answer(fault, message);
            } else {
                System.err.println("the manager wrote what is no message");
            }
        }
        // The manager is gone.
        if (fault == Fault.HANGS || fault == Fault.IGNORES_STOP || fault == Fault.IGNORES_TERM) {
            foreverCalmly();
        }
    }

    private static void answer(Fault fault, ToWorker message) {
        switch (message) {
            case ToWorker.Attach _ when fault == Fault.CRASHES_WHEN_ATTACHED -> {
                System.err.println("the fake worker trips over its document");
                Runtime.getRuntime().halt(7);
            }
            case ToWorker.Attach _ -> {
                say(new FromWorker.Connected());
                if (fault == Fault.HANGS) {
                    foreverCalmly();
                }
                if (fault == Fault.BUSY) {
                    say(new FromWorker.Busy());
                }
            }
            case ToWorker.Ping ping ->
                    say(
                            new FromWorker.Pong(
                                    ping.id(), fault == Fault.BUSY ? Doing.MODEL : Doing.FREE));
            case ToWorker.Release _ when fault == Fault.BUSY -> say(new FromWorker.Busy());
            case ToWorker.Release _ -> {
                say(new FromWorker.Released());
                leave(Reason.RELEASED);
            }
            case ToWorker.Shutdown _ -> {
                if (fault != Fault.IGNORES_STOP && fault != Fault.IGNORES_TERM) {
                    leave(Reason.SHUTDOWN);
                }
            }
            case ToWorker.Token _ -> {}
        }
    }

    private static void leave(Reason reason) {
        say(new FromWorker.Bye(reason, null));
        Runtime.getRuntime().halt(0);
    }

    private static void say(FromWorker message) {
        OUT.print(Wire.encode(message));
        OUT.flush();
    }

    private static void forever() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void foreverCalmly() {
        try {
            forever();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
