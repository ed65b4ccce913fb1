package dev.attache.manager.demo;

/** Tells whoever waits what is being done. */
@FunctionalInterface
public interface Progress {
    void say(String sentence);
}
