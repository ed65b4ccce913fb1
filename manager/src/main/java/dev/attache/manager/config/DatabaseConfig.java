package dev.attache.manager.config;

import dev.attache.manager.store.DatabaseUrl;

import java.util.List;
import java.util.Optional;

/** Where the books are, and where LISTEN may be said. */
public record DatabaseConfig(Optional<DatabaseUrl> pooled, Optional<DatabaseUrl> direct) {
    static final Key<DatabaseUrl> URL =
            Key.secret(
                    "DATABASE_URL",
                    Kinds.DATABASE,
                    "PostgreSQL 14 or newer, bare or Supabase; a transaction pooler is fine.");
    static final Key<DatabaseUrl> DIRECT =
            Key.secret(
                    "DATABASE_DIRECT_URL",
                    Kinds.DATABASE,
                    "The same database without a pooler, for LISTEN. Default: `DATABASE_URL`,"
                            + " unless its port is a pooler's (6543 or 6432).");
    static final List<Key<?>> KEYS = List.of(URL, DIRECT);

    static DatabaseConfig from(Values values) {
        Optional<DatabaseUrl> pooled = values.find(URL);
        Optional<DatabaseUrl> direct = values.find(DIRECT);
        return new DatabaseConfig(
                pooled, direct.isPresent() ? direct : pooled.filter(DatabaseConfig::isDirect));
    }

    /** The usual ports of Supabase's transaction pooler and of PgBouncer. */
    private static boolean isDirect(DatabaseUrl url) {
        return !url.toString().matches(".*:(6543|6432)/.*");
    }
}
