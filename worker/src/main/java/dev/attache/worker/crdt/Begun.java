package dev.attache.worker.crdt;

import java.util.Optional;

/** A block that is new, and the one that stands before it in the document. */
public record Begun(NodeId block, Optional<NodeId> before) {}
