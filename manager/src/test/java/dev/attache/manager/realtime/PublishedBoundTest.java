package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.activity.ActivityFeed.Timing;
import dev.attache.manager.activity.DocumentFilter;
import dev.attache.manager.activity.FeedDiff;
import dev.attache.manager.activity.ReadTimes;
import dev.attache.manager.activity.UsedDocuments.Unreadable;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.testkit.InMemoryUsedDocuments;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * The published bound: a row reaches the planner within 15 s and the time a read takes, however
 * silent Realtime is. Virtual time; the decisions are those of production.
 */
class PublishedBoundTest {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final int ROWS = Boolean.getBoolean("attache.full") ? 100_000 : 2_000;

    private final Random random = new Random(7);
    private final Talk talk = new Talk();
    private final ReadTimes times = new ReadTimes(Timing.STANDARD);
    private final InMemoryUsedDocuments table = new InMemoryUsedDocuments();
    private final FeedDiff diff = new FeedDiff(DocumentFilter.ALL, _ -> false);

    @Test
    void holdsWhileRealtimeIsJoinedAndLosesEverything() throws Unreadable {
        talk.live();

        for (int row = 0; row < ROWS; row++) {
            Duration readTakes = Duration.ofMillis(1 + random.nextInt(500));
            pass(Duration.ofMillis(random.nextInt(40_000)), readTakes);
            Instant inserted = talk.now;
            table.use("d" + row, Duration.ZERO);

            Instant told = untilTold("d" + row, readTakes);

            assertThat(Duration.between(inserted, told))
                    .as("row %d", row)
                    .isLessThanOrEqualTo(BOUND.plus(readTakes.multipliedBy(2)));
            // Each read goes through all that are in use.
            table.leave("d" + row);
        }
        assertThat(talk.state().live()).isTrue();
    }

    @Test
    void aRowThatRealtimeTellsOfIsThereInASecond() throws Unreadable {
        talk.live();
        Duration readTakes = Duration.ofMillis(20);
        pass(Duration.ofSeconds(40), readTakes);
        table.use("d", Duration.ZERO);
        Instant inserted = talk.now;

        talk.say(Frames.row(1));

        assertThat(Duration.between(inserted, untilTold("d", readTakes)))
                .isLessThan(Duration.ofSeconds(1));
    }

    private void pass(Duration time, Duration readTakes) throws Unreadable {
        Instant end = talk.now.plus(time);
        while (step(end)) {
            read(readTakes);
        }
    }

    private Instant untilTold(String document, Duration readTakes) throws Unreadable {
        while (true) {
            step(Instant.MAX);
            for (Event event : read(readTakes)) {
                if (event instanceof Event.InUse used && used.document().value().equals(document)) {
                    return talk.now;
                }
            }
        }
    }

    /** Moves to the next read or to the end; Realtime's heartbeats are answered on the way. */
    private boolean step(Instant end) {
        while (true) {
            if (!talk.hints.isEmpty()) {
                talk.hints.clear();
                times.hinted();
            }
            Instant read = times.next().isAfter(talk.now) ? times.next() : talk.now;
            Instant beat = talk.channel.wakeAt();
            if (!read.isAfter(beat) && !read.isAfter(end)) {
                talk.now = read;
                return true;
            }
            if (beat.isAfter(end)) {
                talk.now = end;
                return false;
            }
            talk.now = beat;
            talk.tick();
            // An answer is a frame, and so a hint: half of them are withheld from the feed.
            if (random.nextBoolean()) {
                talk.say(Frames.alive(talk.lastBeat()));
            } else {
                talk.channel.on(
                        new Fact.Told(
                                talk.socket, PhoenixReader.read(Frames.alive(talk.lastBeat()))),
                        talk.now);
            }
        }
    }

    private Iterable<Event> read(Duration takes) throws Unreadable {
        times.began();
        Instant began = talk.now;
        var reading = table.read();
        talk.now = began.plus(takes);
        times.read(began, talk.now);
        return diff.read(reading, talk.now);
    }
}
