package dev.attache.manager.store;

import dev.attache.manager.fleet.Life;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the next worker of a document must know, for the documents whose lease is ours and no
 * others: filled by the claim, emptied when the lease goes. Any thread.
 */
public final class Memories {
    private record Memory(long epoch, @Nullable Checkpoint checkpoint, Usage usage) {}

    private final ConcurrentHashMap<DocumentId, Memory> held = new ConcurrentHashMap<>();
    private final Clock calendar;

    public Memories(Clock calendar) {
        this.calendar = calendar;
    }

    public Optional<Checkpoint> checkpoint(DocumentId document) {
        return Optional.ofNullable(held.get(document)).map(Memory::checkpoint);
    }

    /** Of today. */
    public Usage usage(DocumentId document) {
        Memory memory = held.get(document);
        return memory == null ? Usage.none(today()) : ofToday(memory.usage());
    }

    boolean holds(DocumentId document, long epoch) {
        Memory memory = held.get(document);
        return memory != null && memory.epoch() == epoch;
    }

    /** By document: the epoch under which its lease is ours. */
    SortedMap<String, Long> epochs() {
        var epochs = new TreeMap<String, Long>();
        held.forEach((document, memory) -> epochs.put(document.value(), memory.epoch()));
        return epochs;
    }

    public int size() {
        return held.size();
    }

    void claimed(DocumentId document, LeaseTable.Answer.Ours ours) {
        held.put(document, new Memory(ours.epoch(), ours.checkpoint(), ours.today()));
    }

    /** False when the lease it was taken under is not ours any more. */
    boolean keep(Life life, Checkpoint checkpoint) {
        Memory kept =
                held.computeIfPresent(
                        life.document(),
                        (_, memory) ->
                                memory.epoch() == life.epoch()
                                        ? new Memory(memory.epoch(), checkpoint, memory.usage())
                                        : memory);
        return kept != null && kept.epoch() == life.epoch();
    }

    /** Counted here too, so that a restarted worker does not spend the day's budget twice. */
    public void used(DocumentId document, long calls, long tokensIn, long tokensOut) {
        held.computeIfPresent(
                document,
                (_, memory) ->
                        new Memory(
                                memory.epoch(),
                                memory.checkpoint(),
                                ofToday(memory.usage()).plus(calls, tokensIn, tokensOut)));
    }

    void gone(DocumentId document, long epoch) {
        held.computeIfPresent(document, (_, memory) -> memory.epoch() <= epoch ? null : memory);
    }

    private Usage ofToday(Usage usage) {
        LocalDate today = today();
        // Both clocks may differ by a little around midnight: only a later day begins anew.
        return usage.day().isBefore(today) ? Usage.none(today) : usage;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(calendar.instant(), ZoneOffset.UTC);
    }
}
