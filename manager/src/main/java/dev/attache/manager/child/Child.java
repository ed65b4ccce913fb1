package dev.attache.manager.child;

import java.util.function.Consumer;

/** One process that has been started. */
public interface Child {
    long pid();

    boolean isAlive();

    /** To its process group; nobody hears it when the child has ended. */
    void signal(int signal);

    /**
     * From now on what waits is written and what comes is drained. `ended` hears of the end exactly
     * once, whatever happens: after the last byte of both pipes, or after a grace when somebody
     * else holds them. What is left of the group is dead by then, or about to be.
     */
    void attend(StdinQueue stdin, Drain out, Drain err, Consumer<Ended> ended);
}
