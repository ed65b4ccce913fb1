package dev.attache.protocol;

/** What a line turned out to be. Decoding never throws: a broken line is a value. */
public sealed interface Decoded<M> {
    record Message<M>(M message) implements Decoded<M> {}

    /** Well formed, of a type this version does not know: a newer other side. To be counted. */
    record Unknown<M>(String type) implements Decoded<M> {}

    /** Not a message. The reason names the fault and never repeats the line's content. */
    record Broken<M>(String reason) implements Decoded<M> {}
}
