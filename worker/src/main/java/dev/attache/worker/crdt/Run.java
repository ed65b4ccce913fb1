package dev.attache.worker.crdt;

import java.util.Map;

/**
 * A stretch of a block with the same formatting: mark names to their values (maps, strings,
 * numbers, booleans, lists).
 */
public record Run(int start, int end, Map<String, Object> attributes) {}
