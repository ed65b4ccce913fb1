package dev.attache.manager.launch;

/** What went wrong at the pipes since the start, for the metrics page. */
public record LaunchCounts(
        long garbageLines, long unknownTypes, long unreadMessages, long droppedLogLines) {}
