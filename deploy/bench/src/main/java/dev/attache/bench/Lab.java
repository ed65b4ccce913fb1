package dev.attache.bench;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.startup.StartCache;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.ToWorker;
import dev.attache.protocol.Wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all benchmarks stand on: a folder of their own, the document server, both kinds of workers.
 */
final class Lab implements AutoCloseable {
    private final Path root;
    private final Path node;
    private final Path home;
    private final Child documents;
    private final Child reference;
    private final String address;
    private final StartCache cache;
    private final Map<String, String> environment;

    Lab(Path root) throws IOException, InterruptedException, ConfigFaults {
        this.root = root;
        node = root.resolve("deploy/bench/node");
        home = Files.createTempDirectory("attache-bench");
        install();
        documents = Child.start(node, Map.of(), List.of("node", "document-server.mjs"));
        address =
                "ws://127.0.0.1:"
                        + documents.hear(line -> line.startsWith("port ")).text().substring(5);
        reference =
                Child.start(
                        node,
                        Map.of("NODE_COMPILE_CACHE", home.resolve("node-cache").toString()),
                        List.of("node", "reference-manager.mjs", "reference-start.cjs"));
        ManagerConfig config = ManagerConfig.read(Map.of(), null, false);
        environment = new HashMap<>(config.workers().environment());
        environment.put("ATTACHE_HOME", home.toString());
        Map<String, String> all = new HashMap<>(System.getenv());
        all.putAll(environment);
        cache = StartCache.of(config.workers().command(), home, all);
        cache.build();
    }

    private void install() throws IOException, InterruptedException {
        Process install =
                new ProcessBuilder("./install.sh").directory(node.toFile()).inheritIO().start();
        if (install.waitFor() != 0) {
            throw new IOException("what to compare with could not be installed: see above");
        }
    }

    Path root() {
        return root;
    }

    Path node() {
        return node;
    }

    Path home() {
        return home;
    }

    String startCache() {
        return cache.state().sentence();
    }

    String address() {
        return address;
    }

    Child documents() {
        return documents;
    }

    Child reference() {
        return reference;
    }

    Child worker(boolean spare) throws IOException {
        Map<String, String> with = new HashMap<>(environment);
        if (spare) {
            with.put("ATTACHE_SPARE", "1");
        }
        return Child.start(home, with, cache.command());
    }

    /** As a manager would say it. */
    String attach(String document) {
        return Wire.encode(
                        new ToWorker.Attach(
                                new DocumentId(document),
                                "agent-" + document,
                                1,
                                1,
                                address + "/" + document,
                                "token",
                                Map.of("debounce_ms", "0"),
                                null))
                .strip();
    }

    @Override
    public void close() {
        reference.close();
        documents.close();
        cache.close();
    }
}
