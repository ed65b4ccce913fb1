package dev.attache.worker.session;

import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.Pin;

import java.util.Optional;

/** A sentence as it was when it was given to be read, and the positions that hold its ends. */
record Asked(NodeId block, int print, String text, Optional<Pin> start, Optional<Pin> end) {}
