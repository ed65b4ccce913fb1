package dev.attache.manager.loop;

import dev.attache.manager.fleet.Action;

/** Does what was decided. Called on the loop's thread: hands on, never waits, never throws. */
@FunctionalInterface
public interface Performer {
    void perform(Action action);
}
