package dev.attache.worker.session;

import dev.attache.worker.crdt.Begun;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.marks.Marked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which sentences stand in the document, which of them have been read, and which should be. A look
 * at a change costs what its blocks hold, not what the document holds.
 */
final class TextBook {
    private final Map<NodeId, Paragraph> paragraphs = new HashMap<>();
    private final IntBag present = new IntBag();
    private final Map<NodeId, Set<Integer>> unread = new LinkedHashMap<>();
    private final Answers answers = new Answers();
    private final Trail trail = new Trail();
    private final Readings readings;
    private Instant firstUnread = Instant.MAX;
    private Instant lastUnread = Instant.MIN;
    private boolean forgot;
    private long looked;

    TextBook(Readings readings) {
        this.readings = readings;
    }

    /**
     * The document as it is when the worker comes: what no checkpoint covers is work, up to a
     * limit. Of a document that has been read before, the end is most likely new; else the top.
     */
    void begin(List<Block> blocks, int backlog, boolean readBefore, Instant now) {
        List<Unread> all = new ArrayList<>();
        trail.begin(blocks.stream().map(Block::id).toList());
        for (Block block : blocks) {
            Paragraph paragraph = look(block, Paragraph.EMPTY);
            for (int print : paragraph.prints()) {
                present.add(print);
                all.add(new Unread(block.id(), print));
            }
        }
        readings.limit(present);
        // Where one of two twins is new, nobody knows which.
        List<Unread> work = all.stream().filter(s -> needsReading(s.print())).toList();
        int from = readBefore ? Math.max(0, work.size() - backlog) : 0;
        work.subList(from, Math.min(work.size(), from + backlog)).forEach(s -> add(s, now));
    }

    /** The blocks behind which somebody has gone on: what they say last is complete now. */
    List<NodeId> left(List<Begun> begun, Collection<NodeId> removed) {
        return trail.follow(begun, removed);
    }

    /** Takes the blocks of one transaction: all that left first, so that what moved is not new. */
    void change(List<Block> touched, Collection<NodeId> removed, Instant now) {
        List<int[]> left = new ArrayList<>();
        removed.forEach(id -> forget(id, left));
        Map<Block, int[]> before = new LinkedHashMap<>();
        for (Block block : touched) {
            Paragraph old = paragraph(block.id());
            for (int print : old.prints()) {
                present.remove(print);
            }
            before.put(block, old.prints());
        }
        for (Block block : touched) {
            Paragraph paragraph = look(block, paragraph(block.id()));
            for (int print : paragraph.prints()) {
                present.add(print);
            }
        }
        before.forEach((block, prints) -> added(block.id(), prints, now));
        left.addAll(before.values());
        left.forEach(this::forgetGone);
    }

    private void forgetGone(int[] prints) {
        for (int print : prints) {
            forgot |= readings.limit(print, present.count(print));
        }
    }

    /** Whether something that was read has left the document since the last time. */
    boolean hasForgotten() {
        boolean since = forgot;
        forgot = false;
        return since;
    }

    /** To be looked at once more when the call that is made now has been answered. */
    void again(Unread sentence) {
        add(sentence, lastUnread);
    }

    /** Its words are known, its marks are not what they should be. */
    void lookAgain(Unread sentence, Instant now) {
        add(sentence, now);
    }

    private void forget(NodeId id, List<int[]> left) {
        Paragraph gone = paragraphs.remove(id);
        if (gone != null) {
            for (int print : gone.prints()) {
                present.remove(print);
            }
            left.add(gone.prints());
        }
        unread.remove(id);
    }

    private Paragraph look(Block block, Paragraph earlier) {
        looked += block.text().length();
        Paragraph paragraph = Paragraph.of(block, earlier, trail.isLeft(block.id()));
        if (paragraph.prints().length == 0 && paragraph.marks().isEmpty()) {
            paragraphs.remove(block.id());
        } else {
            paragraphs.put(block.id(), paragraph);
        }
        return paragraph;
    }

    private void added(NodeId id, int[] before, Instant now) {
        IntBag old = new IntBag();
        for (int print : before) {
            old.add(print);
        }
        Set<Integer> here = new LinkedHashSet<>();
        for (int print : paragraph(id).prints()) {
            here.add(print);
            if (old.count(print) > 0) {
                old.remove(print);
            } else if (isWork(print)) {
                add(new Unread(id, print), now);
            }
        }
        Set<Integer> waiting = unread.get(id);
        if (waiting != null) {
            waiting.retainAll(here);
            if (waiting.isEmpty()) {
                unread.remove(id);
            }
        }
    }

    /** One that was read in this life and came back is looked at again, without a call. */
    private boolean isWork(int print) {
        return present.count(print) > readings.count(print) || answers.has(print);
    }

    private void add(Unread sentence, Instant now) {
        if (unread.isEmpty()) {
            firstUnread = now;
        }
        lastUnread = now;
        unread.computeIfAbsent(sentence.block(), _ -> new LinkedHashSet<>()).add(sentence.print());
    }

    boolean hasUnread() {
        return !unread.isEmpty();
    }

    Instant firstUnread() {
        return firstUnread;
    }

    Instant lastUnread() {
        return lastUnread;
    }

    /** The oldest of those that may be read now; they stay until they are taken. */
    List<Unread> unread(int most, Set<NodeId> except) {
        List<Unread> chosen = new ArrayList<>();
        for (Map.Entry<NodeId, Set<Integer>> entry : unread.entrySet()) {
            if (except.contains(entry.getKey())) {
                continue;
            }
            for (int print : entry.getValue()) {
                if (chosen.size() == most) {
                    return chosen;
                }
                chosen.add(new Unread(entry.getKey(), print));
            }
        }
        return chosen;
    }

    void take(List<Unread> taken) {
        for (Unread sentence : taken) {
            Set<Integer> waiting = unread.get(sentence.block());
            if (waiting != null) {
                waiting.remove(sentence.print());
                if (waiting.isEmpty()) {
                    unread.remove(sentence.block());
                }
            }
        }
    }

    /** What a sentence named when it was read; empty when it has to be read. */
    Optional<List<dev.attache.worker.extract.Place>> remembered(int print) {
        return Optional.ofNullable(answers.of(print));
    }

    boolean needsReading(int print) {
        return present.count(print) > readings.count(print);
    }

    void answered(int print, List<dev.attache.worker.extract.Place> places) {
        answers.add(print, places);
    }

    /** In this block; where it says the same twice, both have been read. */
    void hasBeenRead(int print, NodeId block) {
        if (needsReading(print)) {
            readings.add(print);
        }
        int here = 0;
        for (int other : paragraph(block).prints()) {
            here += other == print ? 1 : 0;
        }
        for (int twin = 1; twin < here && needsReading(print); twin++) {
            readings.add(print);
        }
    }

    Paragraph paragraph(NodeId id) {
        return paragraphs.getOrDefault(id, Paragraph.EMPTY);
    }

    /** Where a sentence stands now that has left its block; a walk over all, for a rare case. */
    Optional<NodeId> blockOf(int print) {
        if (present.count(print) == 0) {
            return Optional.empty();
        }
        for (Map.Entry<NodeId, Paragraph> entry : paragraphs.entrySet()) {
            for (int other : entry.getValue().prints()) {
                if (other == print) {
                    return Optional.of(entry.getKey());
                }
            }
        }
        return Optional.empty();
    }

    List<Marked> marks(NodeId id) {
        return paragraph(id).marks();
    }

    /** The ids of all marks that stand in the text; a walk over all, for a rare case. */
    Set<String> markIds() {
        return paragraphs.values().stream()
                .flatMap(paragraph -> paragraph.marks().stream())
                .map(Marked::geoId)
                .collect(Collectors.toSet());
    }

    Readings readings() {
        return readings;
    }

    /** How many characters have been looked at since the beginning: the measure of our work. */
    long looked() {
        return looked;
    }
}
