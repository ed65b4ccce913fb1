package dev.attache.worker;

/**
 * Ends the process for certain: whatever hangs, a worker that should leave is gone in two seconds.
 */
final class LastResort {
    private static final long MILLIS = 1_800;

    /** As a shell reports a process that was killed for not stopping. */
    private static final int EXIT_CODE = 124;

    private LastResort() {}

    static void arm() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(MILLIS);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                            Runtime.getRuntime().halt(EXIT_CODE);
                        },
                        "last-resort");
        thread.setDaemon(true);
        thread.start();
    }
}
