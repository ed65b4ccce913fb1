package dev.attache.manager.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Against a real datagram socket, which Python holds because Java has none. */
@Timeout(60)
class NotifyIT {
    private static final String LISTENER =
            """
            import socket, sys
            name = sys.argv[1]
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind('\\0' + name[1:] if name.startswith('@') else name)
            print('bound', flush=True)
            while True:
                print(repr(s.recv(4096).decode()), flush=True)
            """;

    @TempDir Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftBehind() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void allWordsArriveAtAPath() throws Exception {
        String address = folder.resolve("notify").toString();
        BufferedReader heard = listener(address);

        try (Notify systemd = Notify.of(Map.of("NOTIFY_SOCKET", address))) {
            systemd.ready();
            systemd.status("3 agents,\n0 waiting");
            systemd.watchdog();
            systemd.reloading();
            systemd.stopping();
        }

        assertThat(heard.readLine()).isEqualTo("'READY=1'");
        assertThat(heard.readLine()).isEqualTo("'STATUS=3 agents, 0 waiting'");
        assertThat(heard.readLine()).isEqualTo("'WATCHDOG=1'");
        assertThat(heard.readLine()).matches("'RELOADING=1\\\\nMONOTONIC_USEC=[1-9][0-9]*'");
        assertThat(heard.readLine()).isEqualTo("'STOPPING=1'");
    }

    @Test
    void anAbstractNameIsReachedToo() throws Exception {
        String address = "@attache-test-" + ProcessHandle.current().pid();
        BufferedReader heard = listener(address);

        try (Notify systemd = Notify.of(Map.of("NOTIFY_SOCKET", address))) {
            systemd.ready();
        }

        assertThat(heard.readLine()).isEqualTo("'READY=1'");
    }

    @Test
    void nobodyListeningHarmsNobody() {
        String address = folder.resolve("nobody").toString();

        try (Notify systemd = Notify.of(Map.of("NOTIFY_SOCKET", address))) {
            systemd.ready();
            systemd.stopping();
        }
        try (Notify unset = Notify.of(Map.of())) {
            unset.ready();
            unset.reloading();
            assertThat(unset.watchdogEvery()).isEmpty();
        }
        try (Notify unusable = Notify.of(Map.of("NOTIFY_SOCKET", "x".repeat(200)))) {
            unusable.ready();
        }
    }

    @Test
    void theWatchdogIsFedTwiceInItsTimeAndOnlyByTheProcessItNames() {
        String address = folder.resolve("nobody").toString();
        String self = Long.toString(ProcessHandle.current().pid());

        assertThat(watchdog(address, "30000000", self)).contains(Duration.ofSeconds(15));
        assertThat(watchdog(address, "30000000", "1")).isEmpty();
        assertThat(watchdog(address, "soon", self)).isEmpty();
    }

    private static Optional<Duration> watchdog(String address, String usec, String pid) {
        try (Notify systemd =
                Notify.of(
                        Map.of(
                                "NOTIFY_SOCKET",
                                address,
                                "WATCHDOG_USEC",
                                usec,
                                "WATCHDOG_PID",
                                pid))) {
            return systemd.watchdogEvery();
        }
    }

    private BufferedReader listener(String address) throws Exception {
        Process process =
                new ProcessBuilder("python3", "-c", LISTENER, address)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        started.add(process);
        BufferedReader heard = process.inputReader();
        assertThat(heard.readLine()).isEqualTo("bound");
        return heard;
    }
}
