package dev.attache.protocol;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;

/** How many bytes a piece of work allocates on this thread. */
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long of(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
