package dev.attache.manager.cli;

import dev.attache.manager.Main;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** A command as it was typed, and what came of it. */
record Typed(int exit, String out, String err) {
    static Typed in(Map<String, String> environment, String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.run(words, environment, new PrintWriter(out), new PrintWriter(err));
        return new Typed(exit, out.toString(), err.toString());
    }
}
