package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tool of the host, run to its end. */
record Program(int exit, String said) {
    static Program run(List<String> command) throws IOException, InterruptedException, Refused {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new Refused(
                    "`%s` cannot be run (%s): `attache install` is for hosts with systemd; deploy/README.md says how to do without"
                            .formatted(command.getFirst(), e.getMessage()));
        }
        process.getOutputStream().close();
        String said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Program(process.waitFor(), said);
    }

    void mustHaveWorked(List<String> command) throws Refused {
        if (exit != 0) {
            throw new Refused(
                    "`%s` has failed with code %d: %s"
                            .formatted(String.join(" ", command), exit, said));
        }
    }
}
