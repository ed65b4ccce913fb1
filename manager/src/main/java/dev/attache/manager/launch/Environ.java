package dev.attache.manager.launch;

import dev.attache.manager.proc.ProcStat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/** The environment a process was started with, as far as we may see it. */
final class Environ {
    private Environ() {}

    /** False for processes of others, which we may neither read nor kill. */
    static boolean carries(long pid, String stateId) {
        String entry = WorkerEnvironment.STATE_ID + "=" + stateId;
        try {
            byte[] all = Files.readAllBytes(ProcStat.PROC.resolve(pid + "/environ"));
            return Arrays.asList(new String(all, StandardCharsets.ISO_8859_1).split("\0", -1))
                    .contains(entry);
        } catch (IOException e) {
            return false;
        }
    }
}
