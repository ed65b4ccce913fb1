package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.activity.UsedDocuments.LeasedElsewhere;
import dev.attache.manager.activity.UsedDocuments.Reading;
import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;

/** What whoever reads the truth promises; run against the tables and against the fake. */
public abstract class UsedDocumentsContract {
    protected static final DocumentId D1 = new DocumentId("d1");

    protected abstract UsedDocuments table();

    protected abstract void use(String document, Duration activityAge);

    protected abstract void useWithSign(String document, Duration activityAge, Duration signAge);

    protected abstract void leave(String document);

    protected abstract void leaseElsewhere(String document, String manager, long epoch);

    protected abstract void wish(String document, Wish wish);

    protected abstract void quarantine(String document, String reason, Duration liftableIn);

    protected abstract void lift(String document);

    protected abstract void goAway();

    protected abstract void comeBack();

    @Test
    void nothingIsNothing() throws Exception {
        assertThat(table().read()).isEqualTo(Reading.empty());
    }

    @Test
    void aDocumentInUseComesWithAgesAndLeavesWhenItIsLeft() throws Exception {
        use("d1", Duration.ofMinutes(3));
        useWithSign("d/2 é😀'\"", Duration.ofMinutes(4), Duration.ofMinutes(2));
        use("d3", Duration.ZERO);
        leave("d3");

        var used = table().read().used();

        assertThat(used).hasSize(2);
        var byHand = used.stream().filter(u -> u.document().equals(D1)).findFirst().orElseThrow();
        var told = used.stream().filter(u -> !u.document().equals(D1)).findFirst().orElseThrow();
        assertThat(byHand.signAge()).isNull();
        about(byHand.activityAge(), Duration.ofMinutes(3));
        assertThat(told.document()).isEqualTo(new DocumentId("d/2 é😀'\""));
        about(told.activityAge(), Duration.ofMinutes(4));
        about(told.signAge(), Duration.ofMinutes(2));
    }

    @Test
    void leasesOfLivingOthersAreSeen() throws Exception {
        leaseElsewhere("d1", "m2", 1_763_700_000_000L);

        assertThat(table().read().elsewhere())
                .containsExactly(new LeasedElsewhere(D1, "m2", 1_763_700_000_000L));
    }

    @Test
    void wishesComeWithTheTimeThatIsLeft() throws Exception {
        wish("d1", new Wish(Wish.Kind.PAUSE, "audit", Duration.ofMinutes(5)));
        wish("d2", new Wish(Wish.Kind.BAN, "", null));

        var wishes = table().read().wishes();

        var pause = wishes.stream().filter(w -> w.document().equals(D1)).findFirst().orElseThrow();
        assertThat(wishes).hasSize(2);
        assertThat(pause.wish().kind()).isEqualTo(Wish.Kind.PAUSE);
        assertThat(pause.wish().reason()).isEqualTo("audit");
        about(pause.wish().endsIn(), Duration.ofMinutes(5));
        assertThat(wishes).anyMatch(w -> w.wish().equals(new Wish(Wish.Kind.BAN, "", null)));
    }

    @Test
    void quarantinesComeWithTheTimeUntilTheyMayBeLifted() throws Exception {
        quarantine("d1", "died five times", Duration.ofMinutes(10));

        var quarantined = table().read().quarantines().getFirst();

        assertThat(quarantined.document()).isEqualTo(D1);
        assertThat(quarantined.reason()).isEqualTo("died five times");
        assertThat(quarantined.strikes()).isEqualTo(1);
        about(quarantined.liftableIn(), Duration.ofMinutes(10));
    }

    @Test
    void aQuarantineThatIsLiftedLeavesItsStrikes() throws Exception {
        quarantine("d1", "died five times", Duration.ofMinutes(10));
        lift("d1");

        Reading read = table().read();

        assertThat(read.quarantines()).isEmpty();
        assertThat(read.lifted()).hasSize(1);
        assertThat(read.lifted().getFirst().document()).isEqualTo(D1);
        assertThat(read.lifted().getFirst().strikes()).isEqualTo(1);
        about(read.lifted().getFirst().ago(), Duration.ZERO);
    }

    @Test
    void whileItIsAwayItIsUnreadableAndThenItReadsAgain() throws Exception {
        use("d1", Duration.ZERO);
        goAway();
        assertThatThrownBy(() -> table().read()).isInstanceOf(UsedDocuments.Unreadable.class);

        comeBack();

        // A connection of before may still be lying in the pool.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> table().read().used().size() == 1);
    }

    private static void about(@Nullable Duration is, Duration expected) {
        assertThat(Objects.requireNonNull(is).minus(expected).abs())
                .isLessThan(Duration.ofSeconds(30));
    }
}
