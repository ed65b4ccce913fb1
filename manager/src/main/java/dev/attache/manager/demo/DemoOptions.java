package dev.attache.manager.demo;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/**
 * What the command line has said.
 *
 * @param installation where launcher, jars and the document server are
 * @param home where state is kept
 * @param port of the document server and its page
 * @param crowd simulated people, each in a document of their own
 * @param statusPort of the manager's own door, where the environment says one
 * @param fresh forgets what earlier demos have kept
 */
public record DemoOptions(
        Path installation,
        Path home,
        int port,
        int crowd,
        @Nullable Integer statusPort,
        boolean fresh) {
    private static final int MOST = 500;

    /** The folder in which all of a demo is. */
    public Path folder() {
        return home.resolve("demo").toAbsolutePath();
    }

    public DemoOptions {
        if (crowd < 0 || crowd > MOST) {
            throw new IllegalArgumentException(
                    "--documents is %d, but must be between 0 and %d".formatted(crowd, MOST));
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "--port is %d, but must be between 0 (any that is free) and 65535"
                            .formatted(port));
        }
    }
}
