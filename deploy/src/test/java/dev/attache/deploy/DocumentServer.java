package dev.attache.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A document server in a local workerd; the end of its stdin ends it. */
record DocumentServer(Child program, URI url) implements AutoCloseable {
    static DocumentServer start(Path home, Path state, Map<String, String> settings)
            throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("WS_PORT", "0");
        environment.put("HOST", "127.0.0.1");
        environment.put("ATTACHE_DEV_STATE", state.resolve("documents").toString());
        environment.put("ATTACHE_DEV_PAGE", "as-is");
        Child program =
                Child.start(
                        environment,
                        List.of(
                                "node",
                                home.resolve("scripts/dev.mjs").toString(),
                                "--until-stdin-ends"));
        String rest = program.awaitSaid("document server ready url=", Duration.ofMinutes(2));
        return new DocumentServer(program, URI.create(rest.split(" ", 2)[0]));
    }

    String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(url.resolve(path)).build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Override
    public void close() throws IOException {
        program.endOfStdin();
        program.awaitEnd();
    }
}
