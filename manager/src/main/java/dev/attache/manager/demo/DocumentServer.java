package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cloudflare-worker of this installation: what it needs to run here, and the running of it. */
final class DocumentServer {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final String READY = "document server ready url=";
    private static final int OLDEST_MAJOR = 20;
    private static final int OLDEST_MINOR = 11;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.(\\d+)\\..*", Pattern.DOTALL);

    private final Path home;

    private DocumentServer(Path home) {
        this.home = home;
    }

    /** Sees that everything is there; in a checkout it installs what is missing. */
    static DocumentServer of(Path installation, Progress progress)
            throws Refused, IOException, InterruptedException {
        Path home = installation.resolve("cloudflare-worker");
        if (!Files.exists(home.resolve("scripts/dev.mjs"))) {
            throw new Refused(
                    "there is no document server in %s: run ./attache from an unpacked archive or a checkout"
                            .formatted(home));
        }
        requireNode();
        if (lacksLibraries(home)) {
            progress.say("installing the document server's libraries (once; a minute or two) …");
            int exit =
                    new ProcessBuilder("sh", "scripts/install.sh")
                            .directory(home.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
            if (exit != 0) {
                throw new Refused(
                        "`npm ci` in %s has failed (what is above says why): the demo needs it once, with a network"
                                .formatted(home));
            }
        }
        return new DocumentServer(home);
    }

    /**
     * An archive brings them. In a checkout npm may have been cut short, or the lock have changed
     * with a pull.
     */
    static boolean lacksLibraries(Path home) throws IOException {
        Path modules = home.resolve("node_modules");
        Path lock = home.resolve("package-lock.json");
        Path installed = modules.resolve(".installed-lock");
        if (!Files.isDirectory(modules.resolve("miniflare"))) {
            return true;
        }
        if (!Files.exists(lock)) {
            return false;
        }
        // npm's own note is its last act: whoever has called it by hand is believed.
        return Files.exists(installed)
                ? Files.mismatch(lock, installed) >= 0
                : !Files.exists(modules.resolve(".package-lock.json"));
    }

    NodeProgram start(Map<String, String> environment) throws IOException {
        return NodeProgram.start(
                "document server",
                List.of(script("dev.mjs"), "--until-stdin-ends"),
                environment,
                READY);
    }

    /** Its address, once it is there. */
    static String address(NodeProgram server) throws Refused, InterruptedException {
        return server.readyWithin(STARTS_WITHIN).split(" ", 2)[0];
    }

    NodeProgram startCrowd(Map<String, String> environment) throws IOException {
        return NodeProgram.start(
                "crowd", List.of(script("crowd.mjs")), environment, "crowd is typing");
    }

    private String script(String name) {
        return home.resolve("scripts").resolve(name).toString();
    }

    private static void requireNode() throws Refused, IOException, InterruptedException {
        String need =
                "the demo's document server needs Node.js %d.%d or newer"
                        .formatted(OLDEST_MAJOR, OLDEST_MINOR);
        if (NodeProgram.find("node").isEmpty()) {
            throw new Refused(need + ", and there is no `node` on the PATH: https://nodejs.org");
        }
        Process asked = new ProcessBuilder("node", "--version").start();
        String version =
                new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        asked.waitFor();
        Matcher parts = VERSION.matcher(version);
        boolean enough =
                parts.matches()
                        && Integer.parseInt(parts.group(1)) * 1000
                                        + Integer.parseInt(parts.group(2))
                                >= OLDEST_MAJOR * 1000 + OLDEST_MINOR;
        if (!enough) {
            throw new Refused(need + "; the one on the PATH says " + version);
        }
    }
}
