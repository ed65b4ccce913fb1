package dev.attache.manager.systemd;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The words of sd_notify(3). Trouble is one log line: the service is not worse for it. */
public final class Notify implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Notify.class);
    private static final int STATUS_CHARACTERS = 500;

    private final @Nullable DatagramSocketFile socket;
    private final Optional<Duration> watchdogEvery;
    private final AtomicBoolean troubleTold = new AtomicBoolean();

    private Notify(@Nullable DatagramSocketFile socket, Optional<Duration> watchdogEvery) {
        this.socket = socket;
        this.watchdogEvery = watchdogEvery;
    }

    /** From the variables systemd sets; they are meant for the process whose number they name. */
    public static Notify of(Map<String, String> environment) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (address.isEmpty()) {
            return new Notify(null, Optional.empty());
        }
        try {
            return new Notify(DatagramSocketFile.open(address), watchdogEvery(environment));
        } catch (DatagramSocketFile.Trouble e) {
            log.warn("systemd will not hear of us why=\"{}\"", e.getMessage());
            return new Notify(null, Optional.empty());
        }
    }

    public void ready() {
        send("READY=1");
    }

    /** One line for `systemctl status`. */
    public void status(String line) {
        String oneLine = line.replaceAll("[\\r\\n]+", " ");
        send("STATUS=" + oneLine.substring(0, Math.min(STATUS_CHARACTERS, oneLine.length())));
    }

    /** To be sent by the loop itself: from any other thread it would prove nothing. */
    public void watchdog() {
        send("WATCHDOG=1");
    }

    /** Followed by ready() when it is done. systemd compares the time with its own clock. */
    public void reloading() {
        if (socket != null) {
            send("RELOADING=1\nMONOTONIC_USEC=" + MonotonicClock.micros());
        }
    }

    public void stopping() {
        send("STOPPING=1");
    }

    /** Half of what systemd waits for; empty when no watchdog is set for this process. */
    public Optional<Duration> watchdogEvery() {
        return watchdogEvery;
    }

    private void send(String state) {
        if (socket == null) {
            return;
        }
        try {
            socket.send(state);
        } catch (DatagramSocketFile.Trouble e) {
            if (troubleTold.compareAndSet(false, true)) {
                log.warn("systemd does not hear of us why=\"{}\"", e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.close();
        }
    }

    private static Optional<Duration> watchdogEvery(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        if (!pid.isEmpty() && !pid.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty();
        }
        try {
            long micros = Long.parseLong(environment.getOrDefault("WATCHDOG_USEC", "0"));
            return micros > 0 ? Optional.of(Duration.ofNanos(micros * 1000 / 2)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
