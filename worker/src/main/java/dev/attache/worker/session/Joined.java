package dev.attache.worker.session;

import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.replica.Replica;

/** A document that was joined, and those who read and write in it. */
record Joined(
        YDocument document, Replica replica, Ear ear, ChangeReader changes, MarkWriter writer) {}
