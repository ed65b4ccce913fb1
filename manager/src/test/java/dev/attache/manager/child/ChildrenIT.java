package dev.attache.manager.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.manager.proc.ProcStat;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What both ways of minding processes promise; the children are the shell's. */
@Timeout(120)
@ParameterizedClass
@ValueSource(booleans = {true, false})
class ChildrenIT {
    private static final Duration GRACE = Duration.ofMillis(300);

    private final ExecutorService hands = Executors.newCachedThreadPool();
    private final Children children;

    ChildrenIT(boolean threaded) {
        children =
                threaded ? Children.withThreads(hands, GRACE) : Children.ofThisSystem(hands, GRACE);
    }

    @AfterEach
    void close() {
        children.close();
        hands.shutdown();
    }

    private Child start(String script) throws IOException {
        return children.start(List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"));
    }

    @Test
    void whatWasWrittenLastIsHeardBeforeTheEnd() throws Exception {
        Heard heard = new Heard().attend(start("printf out; printf err >&2; exit 5"));

        assertThat(heard.ended()).isEqualTo(new Ended(5, 0));
        assertThat(heard.out.text()).isEqualTo("out");
        assertThat(heard.err.text()).isEqualTo("err");
        assertThat(heard.out.ends()).isEqualTo(1);
        assertThat(heard.err.ends()).isEqualTo(1);
    }

    @Test
    void moreThanAPipeHoldsGoesThroughWholeAndInOrder() throws Exception {
        Heard heard = new Heard();
        StringBuilder said = new StringBuilder();
        // Some of it before there is anybody to read it.
        for (int i = 0; i < StdinQueue.MESSAGES; i++) {
            if (i == StdinQueue.MESSAGES / 2) {
                heard.attend(start("exec cat"));
            }
            String line = (char) ('a' + i % 26) + "x".repeat(15_000 + i) + "\n";
            assertThat(heard.stdin.offer(line)).isTrue();
            said.append(line);
        }

        Until.holds("all came back", () -> heard.out.text().length() == said.length());
        assertThat(heard.out.text()).isEqualTo(said.toString());
    }

    @Test
    void whoDoesNotReadLosesWhatDoesNotFitAndWhoClosesItsStdinLosesAll() throws Exception {
        Child deaf = start("exec sleep 600");
        Child closed = start("exec <&-; echo closed; exec sleep 600");
        Heard heard = new Heard().attend(deaf);
        Heard other = new Heard().attend(closed);
        Until.holds("its stdin is closed", () -> other.out.text().contains("closed"));
        String line = "x".repeat(8_000) + "\n";

        int taken = 0;
        while (heard.stdin.offer(line)) {
            taken++;
        }
        for (int i = 0; i < 1000; i++) {
            other.stdin.offer(line);
        }

        assertThat(taken).isBetween(StdinQueue.MESSAGES, StdinQueue.MESSAGES + 20);
        assertThat(deaf.isAlive()).isTrue();
        deaf.signal(Signals.KILL);
        closed.signal(Signals.TERM);
        assertThat(heard.ended()).isEqualTo(new Ended(137, 9));
        assertThat(other.ended()).isEqualTo(new Ended(143, 15));
    }

    @Test
    void aPipeIsLeftAloneForAsLongAsTheDrainSays() throws Exception {
        long pause = TimeUnit.MILLISECONDS.toNanos(200);
        Heard heard = new Heard(calls -> calls == 1 ? pause : 0);
        heard.attend(start("echo one; read said; echo two; exec sleep 600"));
        Until.holds("the first came", () -> heard.out.text().contains("one"));

        heard.stdin.offer("go on\n");
        Until.holds("the second came", () -> heard.out.text().contains("two"));

        List<Long> times = heard.out.times();
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(pause);
    }

    @Test
    void aPipeThatNobodyListensToAnyMoreFillsAndItsWriterWaits() throws Exception {
        Heard heard = new Heard(_ -> Drain.FOR_GOOD);
        Child flood = start("yes");
        heard.attend(flood);
        Until.holds("something came", () -> !heard.out.times().isEmpty());

        flood.signal(Signals.KILL);

        assertThat(heard.ended().signal()).isEqualTo(Signals.KILL);
        assertThat(heard.out.times()).hasSize(1);
        assertThat(heard.out.ends()).isZero();
    }

    @Test
    void whoeverHoldsThePipesFromAnotherSessionIsNotWaitedFor() throws Exception {
        Heard heard = new Heard().attend(start("setsid sleep 600 & echo $!; exit 0"));
        try {
            assertThat(heard.ended()).isEqualTo(new Ended(0, 0));
        } finally {
            Signals.send(Long.parseLong(heard.out.text().strip()), Signals.KILL);
        }
    }

    @Test
    void whatIsLeftOfTheGroupDiesWithItsLeader() throws Exception {
        Heard heard = new Heard().attend(start("sleep 600 & echo $!; exit 0"));

        heard.ended();

        long left = Long.parseLong(heard.out.text().strip());
        Until.holds("it is dead", () -> ProcessHandle.of(left).isEmpty());
    }

    @Test
    void aChildThatNobodyAttendsToYetIsSilentAndMayDie() throws Exception {
        Child child = start("echo early; exit 4");
        long pid = child.pid();
        Until.holds("it has ended", () -> !alive(pid));

        Heard heard = new Heard();
        assertThat(heard.hasEnded()).isFalse();
        heard.attend(child);

        assertThat(heard.ended().code()).isEqualTo(4);
        assertThat(heard.out.text()).isEqualTo("early\n");
    }

    private static boolean alive(long pid) {
        ProcStat stat = ProcStat.of(pid);
        return stat != null && !stat.isDead();
    }

    @Test
    void whatCannotBeRunIsSaidInWords() {
        assertThatThrownBy(() -> children.start(List.of("no-such-program"), Map.of()))
                .hasMessageContaining("`no-such-program`");
        assertThatThrownBy(() -> children.start(List.of("/bin/true"), Map.of("A=B", "c")))
                .hasMessageContaining("A=B");
        assertThatThrownBy(() -> children.start(List.of("/bin/true", "a\0b"), Map.of()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aScriptThatDoesNotSayWhoseIsTheShells() throws Exception {
        Path script =
                Files.createTempFile(
                        "nobodys",
                        ".sh",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(script, "echo \"$1\"; exit 6\n");
        try {
            Heard heard = new Heard();
            heard.attend(children.start(List.of(script.toString(), "word"), Map.of()));

            assertThat(heard.ended().code()).isEqualTo(6);
            assertThat(heard.out.text()).isEqualTo("word\n");
        } finally {
            Files.delete(script);
        }
    }
}
