package dev.attache.worker.marks;

import dev.attache.worker.crdt.Block;

import java.util.List;
import java.util.Locale;

/**
 * Text that is no prose, and takes no marks. The schema of an editor allows none in its code and
 * formula blocks: an editor that finds one there deletes the block with its text (y-prosemirror
 * 1.3, y-tiptap 3, both silently). The names are those of ProseMirror, Tiptap and the editors built
 * on them, in whatever spelling.
 */
public final class Plain {
    private static final List<String> NAMES =
            List.of(
                    "code",
                    "fence",
                    "math",
                    "latex",
                    "katex",
                    "equation",
                    "formula",
                    "mermaid",
                    "diagram");

    /** Too short to be looked for inside of another name. */
    private static final String PREFORMATTED = "pre";

    private Plain() {}

    /** Whether nothing in this block may be marked. */
    public static boolean is(Block block) {
        return isPlain(block.name());
    }

    /** Whether a part of [start, end) stands in the line as code: it excludes every other mark. */
    static boolean isWithin(Block block, int start, int end) {
        return block.runs().stream()
                .filter(run -> run.start() < end && start < run.end())
                .flatMap(run -> run.attributes().keySet().stream())
                .anyMatch(Plain::isPlain);
    }

    private static boolean isPlain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(PREFORMATTED) || NAMES.stream().anyMatch(lower::contains);
    }
}
