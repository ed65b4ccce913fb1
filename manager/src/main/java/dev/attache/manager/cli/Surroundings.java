package dev.attache.manager.cli;

import java.io.PrintWriter;
import java.util.Map;

/** What a command is given of the world. */
public record Surroundings(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
