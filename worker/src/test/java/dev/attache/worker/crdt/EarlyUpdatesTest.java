package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Updates that come before what they continue, whole or in part: yrs would leave a hole, and follow
 * a freed pointer when a later one reaches over its far edge.
 */
class EarlyUpdatesTest {
    private static final int ANN = 50;
    private static final int BEN = 60;

    private final YDocument document = YDocument.open(7, "default");

    @AfterEach
    void close() {
        document.close();
    }

    @Test
    void whatCameBeforeWhatItBuildsOnWaitsForIt() throws Exception {
        List<byte[]> updates = new ArrayList<>();
        document.listen(changes -> updates.add(changes.update()));
        NodeId block = paragraph(document, "one");
        byte[] first = document.encode();
        document.edit("t", List.of(new Edit.InsertText(block, 3, " two", Map.of())));
        document.edit("t", List.of(new Edit.InsertText(block, 7, " three", Map.of())));
        try (YDocument other = YDocument.open(8, "default")) {
            other.apply(first, "remote");

            Changes early = other.apply(updates.getLast(), "remote");

            assertThat(early.isEmpty()).isTrue();
            assertThat(early.incomplete()).isTrue();
            Changes closed = other.apply(updates.get(updates.size() - 2), "remote");
            assertThat(closed.incomplete()).isFalse();
            assertThat(closed.touched()).extracting(Block::text).containsExactly("one two three");
            assertThat(other.stateVector()).isEqualTo(document.stateVector());
        }
    }

    @Test
    void whatComesBehindAGapWaitsUntilTheGapHasClosed() throws Exception {
        document.apply(ann(), "remote");

        Changes gapped = document.apply(benWithAGap(), "remote");

        assertThat(gapped.incomplete()).isTrue();
        assertThat(clockOf(BEN)).as("what stands before the gap is taken").isEqualTo(100);
        Changes closed = document.apply(benFrom100(), "remote");
        assertThat(closed.incomplete()).isFalse();
        assertThat(clockOf(BEN)).isEqualTo(106);
        document.apply(benWithAGap(), "remote");
        try (YDocument other = YDocument.open(8, "default")) {
            other.apply(document.encode(), "remote");
            assertThat(other.stateVector()).isEqualTo(document.stateVector());
        }
    }

    @Test
    void theDeletionsOfAnUpdateAreNotHeldUpByItsEarlyParts() throws Exception {
        NodeId block = paragraph(document, "gone");
        Lib0Writer update = new Lib0Writer().writeVarUint(1);
        section(update, BEN, 5, 1);
        behind(update, ANN, 0, "z");
        update.writeVarUint(1).writeVarUint(7).writeVarUint(1);
        update.writeVarUint(block.clock()).writeVarUint(1);

        Changes changes = document.apply(update.toByteArray(), "remote");

        assertThat(changes.removed()).containsExactly(block);
        assertThat(changes.incomplete()).isTrue();
    }

    @Test
    void theSameEarlyUpdateIsKeptOnce() throws Exception {
        EarlyParts early = new EarlyParts();
        UpdateParts update = UpdateCheck.read(single(BEN, 5, "z"));
        for (int i = 0; i < 10; i++) {
            assertThat(early.admit(update, clients -> Map.of()).cut()).isTrue();
        }
        early.admit(UpdateCheck.read(single(BEN, 4, "yz")), clients -> Map.of());

        EarlyParts.Admitted closed =
                early.admit(UpdateCheck.read(single(BEN, 0, "abcd")), clients -> Map.of());

        assertThat(closed.updates()).hasSize(2);
        assertThat(early.isEmpty()).isTrue();
    }

    @Test
    void moreThanTheBoundIsLeftToBeAskedForAgain() throws Exception {
        EarlyParts early = new EarlyParts();
        for (int client = 0; client < 2 * EarlyParts.MOST; client++) {
            early.admit(UpdateCheck.read(single(client, 5, "z")), clients -> Map.of());
        }
        String large = "x".repeat(EarlyParts.MOST_BYTES / 2);
        EarlyParts heavy = new EarlyParts();
        for (int client = 0; client < 4; client++) {
            heavy.admit(UpdateCheck.read(single(client, 5, large)), clients -> Map.of());
        }

        assertThat(released(early)).isEqualTo(EarlyParts.MOST);
        assertThat(released(heavy)).isEqualTo(1);
    }

    /** Knows everything: then nothing is early, and what has been kept comes out. */
    private static int released(EarlyParts early) throws MalformedException {
        byte[] nothing = {0, 0};
        EarlyParts.Clocks all =
                clients -> {
                    Map<Long, Integer> clocks = new java.util.HashMap<>();
                    clients.forEach(client -> clocks.put(client, 5));
                    return clocks;
                };
        return early.admit(UpdateCheck.read(nothing), all).updates().size() - 1;
    }

    @Test
    void aRefusedUpdateThatHadWaitedDoesNotHideTheOneThatReleasedIt() throws Exception {
        document.apply(ann(), "remote");
        NodeId block = paragraph(document, "here");
        Lib0Writer wrong = new Lib0Writer().writeVarUint(1);
        section(wrong, BEN, 1, 1);
        // An item cannot live inside a text's character.
        wrong.writeByte(4).writeByte(0).writeVarUint(ANN).writeVarUint(3).writeString("z");
        wrong.writeVarUint(0);
        assertThat(document.apply(wrong.toByteArray(), "remote").incomplete()).isTrue();
        Lib0Writer update = new Lib0Writer().writeVarUint(1);
        section(update, BEN, 0, 1);
        update.writeByte(7).writeByte(0).writeVarUint(block.client()).writeVarUint(block.clock());
        update.writeByte(6).writeVarUint(0);

        Changes changes = document.apply(update.toByteArray(), "remote");

        assertThat(changes.refused()).isPresent();
        assertThat(changes.touched()).extracting(Block::id).containsExactly(block);
    }

    /** One of seven million broken updates showed it: the gap stayed, and killed later. */
    @Test
    void whatWaitedForAnUpdateThatIsRefusedLeavesNoGap() throws Exception {
        document.apply(single(BEN, 5, "z"), "remote");
        Lib0Writer wrong = new Lib0Writer().writeVarUint(1);
        section(wrong, BEN, 0, 2);
        root(wrong, "abcd");
        // A format whose value is no JSON.
        wrong.writeByte(0xC6).writeVarUint(BEN).writeVarUint(0).writeVarUint(BEN).writeVarUint(1);
        wrong.writeString("bold").writeString("nul").writeVarUint(0);

        assertThatThrownBy(() -> document.apply(wrong.toByteArray(), "remote"))
                .isInstanceOf(RefusedUpdateException.class);

        assertThat(clockOf(BEN)).isZero();
    }

    /** A hundred characters in a text beside the fragment. */
    private static byte[] ann() {
        return single(ANN, 0, "a".repeat(100));
    }

    /** A hundred characters, five that are missing, and one that needs Ann's only. */
    private static byte[] benWithAGap() {
        Lib0Writer out = new Lib0Writer().writeVarUint(1);
        section(out, BEN, 0, 3);
        root(out, "b".repeat(100));
        out.writeByte(10).writeVarUint(5);
        behind(out, ANN, 50, "z");
        return out.writeVarUint(0).toByteArray();
    }

    private static byte[] benFrom100() {
        Lib0Writer out = new Lib0Writer().writeVarUint(1);
        section(out, BEN, 100, 2);
        behind(out, BEN, 99, "ccccc");
        behind(out, ANN, 50, "z");
        return out.writeVarUint(0).toByteArray();
    }

    private static byte[] single(int client, int clock, String text) {
        Lib0Writer out = new Lib0Writer().writeVarUint(1);
        section(out, client, clock, 1);
        root(out, text);
        return out.writeVarUint(0).toByteArray();
    }

    private static void section(Lib0Writer out, int client, int clock, int structs) {
        out.writeVarUint(structs).writeVarUint(client).writeVarUint(clock);
    }

    private static void root(Lib0Writer out, String text) {
        out.writeByte(4).writeByte(1).writeString("notes").writeString(text);
    }

    private static void behind(Lib0Writer out, int client, int clock, String text) {
        out.writeByte(0x84).writeVarUint(client).writeVarUint(clock).writeString(text);
    }

    private int clockOf(long client) throws MalformedException {
        Lib0Reader in = new Lib0Reader(document.stateVector());
        for (int count = in.readCount(); count > 0; count--) {
            long other = in.readVarUint();
            int clock = in.readInt();
            if (other == client) {
                return clock;
            }
        }
        return 0;
    }

    private static NodeId paragraph(YDocument document, String text) {
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
