package dev.attache.manager.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an operator has written, for tests. */
final class Written {
    private Written() {}

    static ManagerConfig config(String... keysAndValues) {
        try {
            return ManagerConfig.read(environment(keysAndValues), null, false);
        } catch (ConfigFaults e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    static List<String> faults(String... keysAndValues) {
        try {
            ManagerConfig.read(environment(keysAndValues), null, false);
            return List.of();
        } catch (ConfigFaults e) {
            return e.faults();
        }
    }

    static Map<String, String> environment(String... keysAndValues) {
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            environment.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return environment;
    }
}
