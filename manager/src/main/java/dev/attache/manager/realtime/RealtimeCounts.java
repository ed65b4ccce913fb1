package dev.attache.manager.realtime;

/** Since the start, for metrics. */
public record RealtimeCounts(long connects, long frames, long rows, long broken) {}
