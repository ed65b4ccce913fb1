package dev.attache.worker.marks;

/**
 * A name at [start, end) of a block that should carry a mark.
 *
 * @param mark the mark to put there, if none stands there yet
 * @param refused whether a person has taken the mark of this name away here
 */
public record Wanted(int start, int end, GeoMark mark, boolean refused) {}
