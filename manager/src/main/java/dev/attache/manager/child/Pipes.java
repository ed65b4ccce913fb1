package dev.attache.manager.child;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The three pipes of one child: its ends until it has been started, ours until it has ended. */
final class Pipes implements AutoCloseable {
    private final List<Descriptor.Pipe> pipes = new ArrayList<>();

    /** All of them or none. */
    static Pipes open() throws IOException {
        Pipes pipes = new Pipes();
        try {
            for (int i = 0; i < 3; i++) {
                pipes.pipes.add(Descriptor.Pipe.open());
            }
            for (Descriptor ours : List.of(pipes.stdin(), pipes.stdout(), pipes.stderr())) {
                ours.neverBlocks();
            }
        } catch (IOException e) {
            pipes.close();
            throw e;
        }
        return pipes;
    }

    Descriptor stdin() {
        return pipes.get(0).writing();
    }

    Descriptor stdout() {
        return pipes.get(1).reading();
    }

    Descriptor stderr() {
        return pipes.get(2).reading();
    }

    /** In the order of their numbers in the child. */
    List<Descriptor> theirs() {
        return List.of(pipes.get(0).reading(), pipes.get(1).writing(), pipes.get(2).writing());
    }

    @Override
    public void close() {
        pipes.forEach(Descriptor.Pipe::close);
    }
}
