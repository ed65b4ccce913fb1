package dev.attache.manager.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Held against a list that is sorted each time it is asked. */
class WaitingListTest {
    private record Waiter(WaitingList.Key key, Instant activity) {}

    @Test
    void answersAsASortedListDoes() {
        for (long seed = 1; seed <= 50; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        Random random = new Random(seed);
        WaitingList tree = new WaitingList();
        List<Waiter> sorted = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            DocumentId document = new DocumentId("d" + random.nextInt(60));
            sorted.removeIf(w -> w.key().document().equals(document));
            if (random.nextInt(4) == 0) {
                tree.remove(document);
            } else {
                Instant since = Instant.ofEpochSecond(random.nextInt(30));
                Instant activity =
                        random.nextInt(5) == 0
                                ? Instant.MIN
                                : Instant.ofEpochSecond(random.nextInt(30));
                var key = new WaitingList.Key(random.nextInt(9) == 0, since, document);
                tree.put(key, activity);
                sorted.add(new Waiter(key, activity));
            }
            sorted.sort(Comparator.comparing(Waiter::key));
            Instant threshold = Instant.ofEpochSecond(random.nextInt(32) - 1L);

            assertThat(tree.size()).as("seed %d", seed).isEqualTo(sorted.size());
            assertThat(tree.first())
                    .as("seed %d", seed)
                    .isEqualTo(sorted.isEmpty() ? null : sorted.getFirst().key().document());
            assertThat(tree.head(9))
                    .as("seed %d", seed)
                    .isEqualTo(sorted.stream().limit(9).map(w -> w.key().document()).toList());
            assertThat(tree.firstBut(document))
                    .as("seed %d", seed)
                    .isEqualTo(
                            sorted.stream()
                                    .map(w -> w.key().document())
                                    .filter(d -> !d.equals(document))
                                    .findFirst()
                                    .orElse(null));
            DocumentId first = tree.first();
            assertThat(tree.firstBut(first))
                    .as("seed %d", seed)
                    .isEqualTo(sorted.size() < 2 ? null : sorted.get(1).key().document());
            assertThat(tree.firstActiveAfter(threshold))
                    .as("seed %d", seed)
                    .isEqualTo(
                            sorted.stream()
                                    .filter(w -> w.activity().isAfter(threshold))
                                    .map(w -> w.key().document())
                                    .findFirst()
                                    .orElse(null));
            for (int i = 0; i < sorted.size(); i++) {
                assertThat(tree.positionOf(sorted.get(i).key().document()))
                        .as("seed %d", seed)
                        .isEqualTo(i + 1);
            }
        }
    }
}
