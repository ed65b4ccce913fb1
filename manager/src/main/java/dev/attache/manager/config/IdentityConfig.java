package dev.attache.manager.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who this manager is, and where it keeps what must survive it on this host. */
public record IdentityConfig(String managerId, Path home) {
    static final Key<String> MANAGER_ID =
            Key.of(
                    "MANAGER_ID",
                    Kinds.TEXT,
                    "",
                    "Who this manager is in leases and heartbeats: the same at every start, another"
                            + " on every host. Default: the host's name.");
    static final Key<Path> HOME =
            Key.of(
                    "ATTACHE_HOME",
                    Kinds.PATH,
                    "",
                    "Folder for state: the lock, the API's token, the workers' logs. Default:"
                            + " systemd's state directory, else `~/.local/state/attache`.");
    static final List<Key<?>> KEYS = List.of(MANAGER_ID, HOME);

    static IdentityConfig from(Values values) {
        Map<String, String> environment = values.environment();
        return new IdentityConfig(
                values.get(MANAGER_ID, () -> hostName(environment)),
                values.get(HOME, () -> usualHome(environment)).toAbsolutePath());
    }

    /** Never something random: a restarted manager must find its own rows. */
    public static String hostName(Map<String, String> environment) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return environment.getOrDefault("HOSTNAME", "localhost");
        }
    }

    private static Path usualHome(Map<String, String> environment) {
        String ofUnit = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!ofUnit.isBlank()) {
            return Path.of(ofUnit.split(":", 2)[0]);
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path user = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        return (state.isBlank() ? user.resolve(".local/state") : Path.of(state)).resolve("attache");
    }
}
