package dev.attache.worker.marks;

/** A part [start, end) of a block. */
public record Stretch(int start, int end) {}
