package dev.attache.manager.fleet;

import java.util.List;

/** How a process ended. Signals are told apart from codes; the tail is what it said last. */
public record Exit(int code, int signal, List<String> lastStderrLines) {
    public Exit {
        lastStderrLines = List.copyOf(lastStderrLines);
    }

    public static Exit code(int code) {
        return new Exit(code, 0, List.of());
    }

    public static Exit signal(int signal) {
        return new Exit(128 + signal, signal, List.of());
    }

    /** As kill(1) calls it, or its number. */
    public String signalName() {
        return switch (signal) {
            case 1 -> "HUP";
            case 2 -> "INT";
            case 3 -> "QUIT";
            case 4 -> "ILL";
            case 6 -> "ABRT";
            case 7 -> "BUS";
            case 8 -> "FPE";
            case 9 -> "KILL";
            case 11 -> "SEGV";
            case 13 -> "PIPE";
            case 15 -> "TERM";
            default -> Integer.toString(signal);
        };
    }

    @Override
    public String toString() {
        return signal > 0 ? "killed by signal " + signal : "exited with code " + code;
    }
}
