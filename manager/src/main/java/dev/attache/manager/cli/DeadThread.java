package dev.attache.manager.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * What a thread dies of is a fault of ours, and what it did is not done any more: the process ends,
 * so that nobody takes the rest of it for healthy. Workers see the end of their stdin and leave;
 * the unit starts the manager again, which reads everything anew.
 */
final class DeadThread implements Thread.UncaughtExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger("Manager");
    private static final Duration HOOKS_END_WITHIN = Duration.ofSeconds(5);

    private final IntConsumer exit;

    DeadThread(IntConsumer exit) {
        this.exit = exit;
    }

    static void endsTheProcess() {
        Thread.setDefaultUncaughtExceptionHandler(new DeadThread(DeadThread::leave));
    }

    @Override
    public void uncaughtException(Thread thread, Throwable fault) {
        try {
            log.error(
                    "A thread of the manager has died, and the manager ends with it thread={}",
                    thread.getName(),
                    fault);
        } finally {
            exit.accept(Exit.BROKEN);
        }
    }

    /** What is registered to be done at the end is done, if it does not take for ever. */
    private static void leave(int code) {
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try {
                                Thread.sleep(HOOKS_END_WITHIN);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(code);
                        });
        System.exit(code);
    }
}
