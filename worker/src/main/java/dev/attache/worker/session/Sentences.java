package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.Pin;
import dev.attache.worker.crdt.Place;
import dev.attache.worker.crdt.YDocument;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds sentences in the document: to give them to be read, and again when they have been. */
final class Sentences {
    /** A sentence as it is now. */
    record Standing(Block block, int start, String text) {}

    private final YDocument document;
    private final TextBook text;

    Sentences(YDocument document, TextBook text) {
        this.document = document;
        this.text = text;
    }

    /** Those that still stand where the books say, with their blocks; one call for all. */
    Map<Unread, Standing> standing(List<Unread> wanted) {
        Map<NodeId, Block> blocks =
                document.blocks(wanted.stream().map(Unread::block).distinct().toList()).stream()
                        .collect(Collectors.toMap(Block::id, block -> block, (a, _) -> a));
        Map<Unread, Standing> found = new LinkedHashMap<>();
        for (Unread sentence : wanted) {
            Block block = blocks.get(sentence.block());
            if (block != null) {
                in(block, sentence.print()).ifPresent(standing -> found.put(sentence, standing));
            }
        }
        return found;
    }

    Asked held(Unread sentence, Standing standing) {
        NodeId block = standing.block().id();
        int end = standing.start() + standing.text().length();
        return new Asked(
                block,
                sentence.print(),
                standing.text(),
                document.pin(block, standing.start(), Pin.Side.RIGHT),
                document.pin(block, end, Pin.Side.LEFT));
    }

    /**
     * Between its pins; or, when its characters have been put elsewhere, where it stands unchanged.
     */
    Optional<Standing> find(Asked asked) {
        Optional<Place> start = asked.start().flatMap(document::locate);
        Optional<Place> end = asked.end().flatMap(document::locate);
        if (start.isPresent()
                && end.isPresent()
                && start.get().block().equals(end.get().block())
                && start.get().offset() < end.get().offset()) {
            int from = start.get().offset();
            int to = end.get().offset();
            Optional<Standing> here =
                    document.block(start.get().block())
                            .filter(block -> to <= block.text().length())
                            .map(b -> new Standing(b, from, b.text().substring(from, to)));
            if (here.isPresent()) {
                return here;
            }
        }
        return text.blockOf(asked.print())
                .flatMap(document::block)
                .flatMap(block -> in(block, asked.print()));
    }

    /** The same, and where the paragraph says it once more. */
    List<Standing> findAll(Asked asked) {
        return find(asked).map(first -> withTwins(first, asked.print())).orElse(List.of());
    }

    private static List<Standing> withTwins(Standing first, int print) {
        return Stream.concat(
                        Stream.of(first),
                        all(first.block(), print).filter(twin -> twin.start() != first.start()))
                .toList();
    }

    private static Optional<Standing> in(Block block, int print) {
        return all(block, print).findFirst();
    }

    private static Stream<Standing> all(Block block, int print) {
        return Paragraph.readable(block)
                .filter(sentence -> Paragraph.print(sentence, block.text()) == print)
                .map(s -> new Standing(block, s.start(), s.in(block.text())));
    }
}
