package dev.attache.worker.crdt;

/**
 * Something that stands in the document under a name. What its writer calls it is not known, only
 * what is in it.
 */
public record Root(String name, Kind kind) {
    public enum Kind {
        /** Elements, as in the fragment of an editor. */
        ELEMENTS,
        /** Text, or a list of whatever. */
        TEXT_OR_LIST,
        MAP
    }
}
