package dev.attache.bench.fleet;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * One event, to the last decision that follows of it, with the choice of the event. The VM is
 * started as `./attache run` starts the manager's.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Fork(
        value = OneEvent.FORKS,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms16m", "-XX:NewSize=8m", "-XX:MaxNewSize=32m"})
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class OneEvent {
    public static final int FORKS = 2;
    public static final int DOCUMENTS = 100_000;
    public static final int WORKERS = 1_000;

    /** Filled once a VM: JMH makes one of this before it warms up. */
    private final FullHouse house = new FullHouse(DOCUMENTS, WORKERS);

    @Benchmark
    public int event() {
        return house.nextEvent();
    }
}
