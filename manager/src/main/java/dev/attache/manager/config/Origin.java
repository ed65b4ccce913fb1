package dev.attache.manager.config;

import java.nio.file.Path;

/** Where a value came from. */
public sealed interface Origin {
    record Fallback() implements Origin {
        @Override
        public String toString() {
            return "default";
        }
    }

    record Environment() implements Origin {
        @Override
        public String toString() {
            return "environment";
        }
    }

    record Line(Path file, int number) implements Origin {
        @Override
        public String toString() {
            return file + ":" + number;
        }
    }
}
