package dev.attache.migrations;

import java.util.List;

/**
 * All that makes up a schema, as text that can be compared: what a dump would say, but for the
 * order.
 */
final class Fingerprint {
    private static final List<String> PARTS =
            List.of(
                    """
                    SELECT 'relation', c.relkind, c.relname, c.relrowsecurity, c.reloptions, c.relacl::text, obj_description(c.oid, 'pg_class')
                    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S')\
                    """,
                    """
                    SELECT 'column', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attacl::text,
                           pg_get_expr(d.adbin, d.adrelid), col_description(attrelid, attnum)
                    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum
                    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND attnum > 0 AND NOT attisdropped\
                    """,
                    "SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'",
                    """
                    SELECT 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)
                    FROM pg_constraint WHERE connamespace = 'public'::regnamespace\
                    """,
                    """
                    SELECT 'function', pg_get_functiondef(oid), proacl::text, obj_description(oid, 'pg_proc')
                    FROM pg_proc WHERE pronamespace = 'public'::regnamespace\
                    """,
                    "SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT"
                            + " tgisinternal",
                    "SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'",
                    "SELECT 'policy', p::text FROM pg_policies p WHERE schemaname = 'public'",
                    "SELECT 'publication', p::text FROM pg_publication_tables p",
                    "SELECT 'applied', version, name, oldest_manager FROM public.attache_schema",
                    "SELECT 'kept', r::text FROM public.attache_retention r");

    private Fingerprint() {}

    static List<String> of(Db db) {
        return PARTS.stream()
                .flatMap(sql -> db.rows(sql).stream())
                .map(row -> String.join(" | ", row))
                .sorted()
                .toList();
    }
}
