package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.extract.Place;
import dev.attache.worker.marks.GeoMark;
import dev.attache.worker.marks.Letters;
import dev.attache.worker.marks.MarkDiff;
import dev.attache.worker.marks.Moved;
import dev.attache.worker.marks.Stretch;
import dev.attache.worker.marks.Wanted;
import dev.attache.worker.sentence.Sentence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Puts findings onto the text as it is now, in one transaction. */
final class MarkWriter {
    /** What our transactions say of themselves; listeners know them by it. */
    static final String ORIGIN = "attache";

    /** What was changed by it, if anything, and how many marks are new. */
    record Written(Optional<Changes> changes, int fresh) {}

    private record Here(Finding finding, Sentences.Standing standing) {}

    private final YDocument document;
    private final Session books;
    private final Sentences sentences;
    private final Colours colours;
    private final RandomGenerator random;

    MarkWriter(YDocument document, Session books, Colours colours, RandomGenerator random) {
        this.document = document;
        this.books = books;
        this.sentences = new Sentences(document, books.text);
        this.colours = colours;
        this.random = random;
    }

    /** Where each of them stands now; one that has moved into a composed paragraph waits on. */
    List<Finding> movedIntoComposed(List<Finding> findings) {
        return findings.stream()
                .filter(
                        finding ->
                                sentences
                                        .find(finding.asked())
                                        .filter(s -> composed(s.block().id()))
                                        .isPresent())
                .toList();
    }

    private boolean composed(NodeId block) {
        return books.crowd.composing().contains(block);
    }

    Finding at(Finding finding) {
        Asked asked = finding.asked();
        return sentences
                .find(asked)
                .map(
                        standing ->
                                new Finding(
                                        new Asked(
                                                standing.block().id(),
                                                asked.print(),
                                                asked.text(),
                                                asked.start(),
                                                asked.end()),
                                        finding.places()))
                .orElse(finding);
    }

    Written write(List<Finding> findings) {
        Map<NodeId, List<Here>> byBlock = new LinkedHashMap<>();
        for (Finding finding : findings) {
            for (Sentences.Standing standing : sentences.findAll(finding.asked())) {
                byBlock.computeIfAbsent(standing.block().id(), _ -> new ArrayList<>())
                        .add(new Here(finding, standing));
            }
        }
        List<Edit> edits = new ArrayList<>();
        int fresh = 0;
        for (List<Here> here : byBlock.values()) {
            Map<String, Place> meant = new HashMap<>();
            MarkDiff.Result result = diff(here, meant);
            edits.addAll(result.edits());
            for (Edit.Format edit : result.edits()) {
                GeoMark.idOf(edit.attributes())
                        .flatMap(id -> candidates(id, meant))
                        .ifPresent(edits::add);
            }
            fresh += result.fresh();
        }
        return edits.isEmpty()
                ? new Written(Optional.empty(), 0)
                : new Written(Optional.of(document.edit(ORIGIN, edits).changes()), fresh);
    }

    /**
     * The sentences of this block that were read in this life and whose marks do not stand as they
     * should, although their words are the same: a mark has grown, or the characters are others
     * (typed in between the old ones, so that each sentence seems to stand where it stood).
     */
    List<Integer> disturbed(Block block) {
        List<Here> here = new ArrayList<>();
        for (Sentence sentence : Paragraph.readable(block).toList()) {
            int print = Paragraph.print(sentence, block.text());
            books.text
                    .remembered(print)
                    .ifPresent(
                            places -> {
                                String words = sentence.in(block.text());
                                var asked =
                                        new Asked(
                                                block.id(),
                                                print,
                                                words,
                                                Optional.empty(),
                                                Optional.empty());
                                here.add(
                                        new Here(
                                                new Finding(asked, places),
                                                new Sentences.Standing(
                                                        block, sentence.start(), words)));
                            });
        }
        if (here.isEmpty() || diff(here, new HashMap<>()).edits().isEmpty()) {
            return List.of();
        }
        return here.stream().map(one -> one.finding().asked().print()).distinct().toList();
    }

    /** A mark that is only mended has its own already. */
    private static Optional<Edit> candidates(String id, Map<String, Place> meant) {
        return Optional.ofNullable(meant.get(id)).flatMap(place -> Candidates.put(id, place));
    }

    /** Fills in what each mark that may be set would mean, by its id. */
    private MarkDiff.Result diff(List<Here> here, Map<String, Place> meant) {
        Block block = here.getFirst().standing().block();
        List<Wanted> wanted = new ArrayList<>();
        List<Stretch> read = new ArrayList<>();
        for (Here one : here) {
            Sentences.Standing standing = one.standing();
            read.add(new Stretch(standing.start(), standing.start() + standing.text().length()));
            Moved moved = new Moved(one.finding().asked().text(), standing.text());
            for (Place place : one.finding().places()) {
                OptionalInt at = moved.find(place.start(), place.end());
                if (at.isPresent()) {
                    int start = standing.start() + at.getAsInt();
                    int end = start + place.name().length();
                    if (Letters.isWhole(block.text(), start, end)) {
                        GeoMark mark = mark(place);
                        meant.put(mark.geoId(), place);
                        wanted.add(new Wanted(start, end, mark, refused(place, block, start, one)));
                    }
                }
            }
        }
        wanted.sort(Comparator.comparingInt(Wanted::start));
        return MarkDiff.of(block, books.text.marks(block.id()), wanted, read);
    }

    private boolean refused(Place place, Block block, int start, Here here) {
        return books.removals.isRefused(
                new Removals.Mention(
                        Prints.ofName(place.name()),
                        Prints.of(here.standing().text()),
                        new dev.attache.worker.crdt.Place(block.id(), start)),
                document::locate);
    }

    private GeoMark mark(Place place) {
        String name = place.meaning().fullName();
        return new GeoMark(
                "geo-" + uuid(),
                name,
                place.meaning().latitude(),
                place.meaning().longitude(),
                colours.of(name),
                place.source().word());
    }

    /**
     * A random UUID (version 4) without the weight of a secure generator: it is a name, no secret.
     */
    private UUID uuid() {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & ~(3L << 62)) | (2L << 62);
        return new UUID(high, low);
    }
}
