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

    @Override
    public String toString() {
        return signal > 0 ? "killed by signal " + signal : "exited with code " + code;
    }
}
