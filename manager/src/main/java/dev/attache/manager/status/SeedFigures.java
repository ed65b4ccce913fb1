package dev.attache.manager.status;

import dev.attache.manager.store.SystemStats;

/** The seven figures, as the seed printed them, and as one line for a journal. */
public final class SeedFigures {
    private static final String EDGE = "═".repeat(54);

    private SeedFigures() {}

    public static String box(SystemStats s) {
        return framed("                  System Statistics                   ") + "\n" + lines(s);
    }

    public static String lines(SystemStats s) {
        return """
        Total Agents:      %d
        Active Agents:     %d
        Connecting Agents: %d
        Unique Documents:  %d
        Avg Memory:        %s
        Total LLM Calls:   %d
        Total Locations:   %d\
        """
                .formatted(
                        s.totalAgents(),
                        s.activeAgents(),
                        s.connectingAgents(),
                        s.uniqueDocuments(),
                        memory(s),
                        s.llmCalls(),
                        s.locations());
    }

    public static String oneLine(SystemStats s) {
        return ("System Statistics total_agents=%d active_agents=%d connecting_agents=%d"
                        + " unique_documents=%d avg_memory=\"%s\" total_llm_calls=%d"
                        + " total_locations=%d")
                .formatted(
                        s.totalAgents(),
                        s.activeAgents(),
                        s.connectingAgents(),
                        s.uniqueDocuments(),
                        memory(s),
                        s.llmCalls(),
                        s.locations());
    }

    static String framed(String title) {
        return "╔" + EDGE + "╗\n║" + title + "║\n╚" + EDGE + "╝";
    }

    /** What nobody has measured is not nought. */
    private static String memory(SystemStats s) {
        return s.averageMemoryMb() == null
                ? "not measured yet"
                : "%.2f MB".formatted(s.averageMemoryMb());
    }
}
