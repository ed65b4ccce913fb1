package dev.attache.worker.session;

import dev.attache.worker.crdt.NodeId;

/** A finished sentence of a block that nobody has read. */
record Unread(NodeId block, int print) {}
