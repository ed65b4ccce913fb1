package dev.attache.worker.crdt;

import java.util.List;
import java.util.Map;

/**
 * A paragraph, a heading, a leaf: an element with its line of text as it was at one moment.
 * Whatever stands in the line and is not text counts one: a break is a new line, anything else (an
 * image, a mention) U+FFFC. Runs without formatting are left out.
 */
public record Block(
        NodeId id, String name, Map<String, Object> attributes, String text, List<Run> runs) {}
