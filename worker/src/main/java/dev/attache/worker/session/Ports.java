package dev.attache.worker.session;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Everything that the loop acts through. */
public record Ports(
        Mouth mouth,
        Reader reader,
        Replicas replicas,
        Vitals vitals,
        Consumer<String> log,
        RandomGenerator random) {}
