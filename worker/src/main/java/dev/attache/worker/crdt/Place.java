package dev.attache.worker.crdt;

/** Where a pin stands now. */
public record Place(NodeId block, int offset) {}
