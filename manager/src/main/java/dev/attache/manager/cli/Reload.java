package dev.attache.manager.cli;

import dev.attache.manager.config.Key;
import dev.attache.manager.config.Keys;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.config.Setting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What reading the settings again has changed, by the names of their keys.
 *
 * @param now what holds at once, or for agents that attach from now on
 * @param later what holds from the next start on
 */
record Reload(List<String> now, List<String> later) {
    private static final Set<String> AT_ONCE = Set.of("Policy", "The agent's work");

    Reload {
        now = List.copyOf(now);
        later = List.copyOf(later);
    }

    /**
     * Of the settings a manager was started with, those that are in force now, and those just read.
     */
    static Reload between(ManagerConfig started, ManagerConfig inForce, ManagerConfig read) {
        var now = new ArrayList<String>();
        var later = new ArrayList<String>();
        Keys.byPart()
                .forEach(
                        (part, keys) -> {
                            boolean atOnce = AT_ONCE.contains(part);
                            changed(keys, atOnce ? inForce : started, read, atOnce ? now : later);
                        });
        return new Reload(now, later);
    }

    boolean isNothing() {
        return now.isEmpty() && later.isEmpty();
    }

    private static void changed(
            List<Key<?>> keys, ManagerConfig before, ManagerConfig after, List<String> to) {
        Map<String, Object> old = values(before);
        Map<String, Object> fresh = values(after);
        for (Key<?> key : keys) {
            if (!Objects.equals(old.get(key.name()), fresh.get(key.name()))) {
                to.add(key.name());
            }
        }
    }

    private static Map<String, Object> values(ManagerConfig config) {
        var values = new HashMap<String, Object>();
        for (Setting setting : config.settings()) {
            if (setting.isSet()) {
                values.put(setting.key().name(), unmasked(setting, config));
            }
        }
        return values;
    }

    /** What is shown of a secret is the same for many. */
    private static Object unmasked(Setting setting, ManagerConfig config) {
        return switch (setting.key().name()) {
            case "DATABASE_URL" -> config.database().pooled();
            case "DATABASE_DIRECT_URL" -> config.database().direct();
            case "SUPABASE_SERVICE_KEY" -> config.supabase().serviceKey();
            case "AGENT_TOKEN_SECRET" -> config.tokens().agentSecrets();
            case "USER_TOKEN_SECRET" -> config.tokens().userSecrets();
            case "LLM_API_KEY" -> config.workerSettings().getOrDefault("llm.key", "");
            default -> setting.shown();
        };
    }
}
