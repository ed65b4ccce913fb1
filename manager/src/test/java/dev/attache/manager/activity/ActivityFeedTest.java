package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.testkit.CollectingInbox;
import dev.attache.manager.testkit.InMemoryUsedDocuments;
import dev.attache.manager.testkit.ManualSource;
import dev.attache.manager.testkit.SettableClock;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

final class ActivityFeedTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration SPACING = Duration.ofMillis(2);

    private final InMemoryUsedDocuments table = new InMemoryUsedDocuments();
    private final CollectingInbox inbox = new CollectingInbox();
    private final ManualSource source = new ManualSource();
    private ActivityFeed feed = feed(NEVER, SPACING);

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void readsAtTheStartAndAtEachHint() {
        table.use("d1", Duration.ofSeconds(3));
        feed.start();
        source.start(feed);
        await().atMost(SOON).until(() -> !inbox.all(Event.InUse.class).isEmpty());

        table.leave("d1");
        source.hint();

        await().atMost(SOON).until(() -> !inbox.all(Event.NotInUse.class).isEmpty());
    }

    @Test
    void readsWithoutAnyHintWhenItIsTime() {
        feed = feed(Duration.ofMillis(5), SPACING);
        feed.start();
        await().atMost(SOON).until(() -> table.reads() > 0);

        table.use("d1", Duration.ofSeconds(3));

        await().atMost(SOON).until(() -> !inbox.all(Event.InUse.class).isEmpty());
    }

    @Test
    void aThousandHintsAreAFewReads() {
        feed = feed(NEVER, Duration.ofMillis(200));
        feed.start();
        await().atMost(SOON).until(() -> table.reads() == 1);
        table.use("d1", Duration.ofSeconds(3));

        for (int i = 0; i < 1_000; i++) {
            feed.hint("again");
        }

        await().atMost(SOON).until(() -> !inbox.all(Event.InUse.class).isEmpty());
        assertThat(table.reads()).isLessThan(20);
    }

    @Test
    void whileItCannotReadItSaysSoOnceAndThenGoesOnByItself() {
        table.goAway("connection refused");
        feed = feed(Duration.ofMillis(20), SPACING);
        feed.start();
        await().atMost(SOON).until(() -> feed.status().failuresInARow() >= 3);
        var whileAway = inbox.all();

        table.comeBack();
        table.use("d1", Duration.ofSeconds(3));

        await().atMost(SOON).until(() -> !inbox.all(Event.InUse.class).isEmpty());
        await().atMost(SOON).until(() -> feed.status().failuresInARow() == 0);
        assertThat(whileAway).containsExactly(new Event.BooksReachable(false));
        assertThat(inbox.all(Event.BooksReachable.class)).hasSize(2);
    }

    @Test
    void aRereadTellsTheLeaseAfresh() {
        feed.start();
        await().atMost(SOON).until(() -> table.reads() == 1);

        feed.reread(new DocumentId("d1"));

        await().atMost(SOON)
                .until(() -> inbox.all().contains(new Event.LeaseFree(new DocumentId("d1"))));
    }

    private ActivityFeed feed(Duration period, Duration spacing) {
        return new ActivityFeed(
                table,
                new FeedDiff(DocumentFilter.ALL, _ -> false),
                inbox,
                new SettableClock(),
                new ActivityFeed.Timing(period, spacing, Duration.ofMillis(5)));
    }
}
