package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.Pin;
import dev.attache.worker.crdt.Place;
import dev.attache.worker.session.Removals.Mention;
import dev.attache.worker.session.Removals.Removal;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class RemovalsTest {
    private static final int PARIS = 1;
    private static final int OSLO = 2;
    private static final Place HERE = new Place(new NodeId(1, 0), 7);
    private static final Place THERE = new Place(new NodeId(1, 0), 20);
    private static final Pin PIN = new Pin(new byte[] {1});

    private final Removals removals = new Removals();

    @Test
    void holdsForTheMentionHoweverItsSentenceChanges() {
        removals.add(new Removal(9, PARIS, 100, Optional.of(PIN)));

        assertThat(removals.isRefused(new Mention(PARIS, 101, HERE), _ -> Optional.of(HERE)))
                .isTrue();
        assertThat(removals.isRefused(new Mention(PARIS, 101, THERE), _ -> Optional.of(HERE)))
                .isFalse();
        assertThat(removals.isRefused(new Mention(PARIS, 101, HERE), _ -> Optional.empty()))
                .isFalse();
    }

    @Test
    void holdsForTheSentenceWhereverItIsMovedTo() {
        removals.add(new Removal(9, PARIS, 100, Optional.empty()));

        assertThat(removals.isRefused(new Mention(PARIS, 100, THERE), _ -> Optional.empty()))
                .isTrue();
    }

    @Test
    void saysNothingOfOtherNames() {
        removals.add(new Removal(9, PARIS, 100, Optional.of(PIN)));

        assertThat(removals.isRefused(new Mention(OSLO, 100, HERE), _ -> Optional.of(HERE)))
                .isFalse();
    }

    @Test
    void isWithdrawnByTheVeryMarkAtTheVeryMentionOnly() {
        removals.add(new Removal(9, PARIS, 100, Optional.of(PIN)));

        assertThat(removals.withdraw(8, new Mention(PARIS, 100, HERE), _ -> Optional.of(HERE)))
                .isFalse();
        assertThat(removals.withdraw(9, new Mention(PARIS, 101, THERE), _ -> Optional.of(HERE)))
                .isFalse();
        assertThat(removals.size()).isEqualTo(1);

        assertThat(removals.withdraw(9, new Mention(PARIS, 101, HERE), _ -> Optional.of(HERE)))
                .isTrue();
        assertThat(removals.isRefused(new Mention(PARIS, 100, HERE), _ -> Optional.of(HERE)))
                .isFalse();
    }

    @Test
    void areAsManyAsACheckpointCarriesAndTheOldestGo() {
        for (int sentence = 0; sentence <= 1_000; sentence++) {
            removals.add(new Removal(9, PARIS, sentence, Optional.empty()));
        }

        assertThat(removals.size()).isEqualTo(1_000);
        assertThat(removals.isRefused(new Mention(PARIS, 0, HERE), _ -> Optional.empty()))
                .isFalse();
        assertThat(removals.isRefused(new Mention(PARIS, 1_000, HERE), _ -> Optional.empty()))
                .isTrue();
    }
}
