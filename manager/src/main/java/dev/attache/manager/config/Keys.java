package dev.attache.manager.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every key there is, by part, in the order in which people read of them. */
public final class Keys {
    private Keys() {}

    public static Map<String, List<Key<?>>> byPart() {
        Map<String, List<Key<?>>> parts = new LinkedHashMap<>();
        parts.put("Identity and files", with(IdentityConfig.KEYS, ManagerConfig.FILE));
        parts.put("Database", DatabaseConfig.KEYS);
        parts.put("Supabase", SupabaseConfig.KEYS);
        parts.put("Documents", DocumentsConfig.KEYS);
        parts.put("Tokens", TokensConfig.KEYS);
        parts.put("Workers", WorkersConfig.KEYS);
        parts.put("Policy", PolicyConfig.KEYS);
        parts.put("The agent's work", AgentConfig.KEYS);
        parts.put("Doors", HttpConfig.KEYS);
        parts.put("Log", LogConfig.KEYS);
        return parts;
    }

    static Set<String> names() {
        return byPart().values().stream()
                .flatMap(List::stream)
                .map(Key::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Key<?>> with(List<Key<?>> keys, Key<?> more) {
        List<Key<?>> all = new ArrayList<>(keys);
        all.add(more);
        return all;
    }
}
