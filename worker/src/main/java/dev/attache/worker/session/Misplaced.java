package dev.attache.worker.session;

import dev.attache.worker.crdt.Root;
import dev.attache.worker.crdt.Root.Kind;

import java.util.List;
import java.util.Optional;

/** Why a document in which there is something shows a worker nothing to read. */
final class Misplaced {
    private Misplaced() {}

    /**
     * A sentence for whoever runs us; empty where there is nothing, or nothing but text to read.
     */
    static Optional<String> fault(String fragment, List<Root> roots) {
        Optional<Kind> here =
                roots.stream()
                        .filter(root -> root.name().equals(fragment))
                        .map(Root::kind)
                        .findFirst();
        Optional<String> elsewhere =
                roots.stream()
                        .filter(root -> root.kind() == Kind.ELEMENTS)
                        .map(Root::name)
                        .findFirst();
        if (here.isEmpty()) {
            return elsewhere.map(
                    name ->
                            "nothing stands under \"%s\" in this document, but an editor's text under \"%s\": if that is the text to read, set YJS_FRAGMENT to that name"
                                    .formatted(fragment, name));
        }
        return switch (here.get()) {
            case ELEMENTS -> Optional.empty();
            case TEXT_OR_LIST -> Optional.of(another(fragment, "plain text or a list", elsewhere));
            case MAP -> Optional.of(another(fragment, "a map", elsewhere));
        };
    }

    private static String another(String fragment, String what, Optional<String> elsewhere) {
        return "under \"%s\" this document has %s, in which no place can be marked; marks need the XML fragment of a ProseMirror or Tiptap editor: set YJS_FRAGMENT to its name%s"
                .formatted(
                        fragment,
                        what,
                        elsewhere.map(name -> ", which may be \"" + name + "\"").orElse(""));
    }
}
