package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes from one document to another. */
class UpdatesTest {
    private final YDocument document = YDocument.open(7, "default");

    @AfterEach
    void close() {
        document.close();
    }

    @Test
    void twoDocumentsExchangeWhatTheOtherLacks() throws Exception {
        NodeId block = paragraph("Rome");
        try (YDocument other = YDocument.open(8, "default")) {
            other.apply(document.encodeSince(other.stateVector()), "remote");
            assertThat(other.snapshot()).isEqualTo(document.snapshot());

            other.edit("t", List.of(new Edit.InsertText(block, 4, "!", Map.of())));
            Changes changes = document.apply(other.encodeSince(document.stateVector()), "remote");

            assertThat(changes.origin()).isEqualTo("remote");
            assertThat(changes.begun()).isEmpty();
            assertThat(document.snapshot()).isEqualTo(other.snapshot());
            assertThat(document.stateVector()).isEqualTo(other.stateVector());
        }
    }

    @Test
    void anUpdateThatIsNoneIsRefusedAndChangesNothing() {
        paragraph("Rome");
        byte[] state = document.encode();

        assertThatThrownBy(() -> document.apply(new byte[] {1, 1, 1, 1, 1}, "remote"))
                .isInstanceOf(RefusedUpdateException.class);
        assertThatThrownBy(() -> document.apply(new byte[YDocument.LARGEST_UPDATE + 1], "remote"))
                .isInstanceOf(RefusedUpdateException.class)
                .hasMessageContaining("larger");

        assertThat(document.encode()).isEqualTo(state);
    }

    /** Walking by index took 1,200 ms for 2,470 blocks: four times as many took sixteen times. */
    @Test
    void readingTakesTimeInProportionToTheDocument() {
        long some = processorNanosToRead(1_000);
        long more = processorNanosToRead(10_000);

        // Ten, or a hundred: there is room between them for whatever a busy machine adds.
        assertThat((double) more / some).isLessThan(40);
    }

    /** Of this thread alone, and the best of some: others take our turn, but not our time. */
    private static long processorNanosToRead(int blocks) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        try (YDocument document = YDocument.open(9, "default")) {
            document.edit(
                    "t",
                    Collections.nCopies(
                            blocks,
                            new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), "x")));
            long best = Long.MAX_VALUE;
            for (int i = 0; i < 10; i++) {
                long start = threads.getCurrentThreadCpuTime();
                assertThat(document.snapshot().blocks()).hasSize(blocks);
                best = Math.min(best, threads.getCurrentThreadCpuTime() - start);
            }
            return best;
        }
    }

    private NodeId paragraph(String text) {
        return document.edit(
                        "t",
                        List.of(
                                new Edit.InsertBlock(
                                        Optional.empty(), "paragraph", Map.of(), text)))
                .changes()
                .touched()
                .getFirst()
                .id();
    }
}
