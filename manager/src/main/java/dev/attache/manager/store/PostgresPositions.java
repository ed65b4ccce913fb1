package dev.attache.manager.store;

import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.util.List;

/** The table document_positions. */
public final class PostgresPositions {
    private static final Duration AT_MOST = Duration.ofSeconds(4);

    /** Also clears up behind managers that are gone: what is so old is believed by nobody. */
    private static final String TELL =
            """
            WITH line AS (
                SELECT document_id, place FROM unnest(?::text[]) WITH ORDINALITY AS l (document_id, place)
            ), gone AS (
                DELETE FROM public.document_positions p
                WHERE p.manager_id = ? AND NOT EXISTS (SELECT FROM line l WHERE l.document_id = p.document_id)
                   OR p.manager_id <> ? AND p.told_at < now() - interval '10 minutes'
            )
            INSERT INTO public.document_positions AS p (manager_id, document_id, position)
            SELECT ?, l.document_id, l.place FROM line l
            ON CONFLICT (document_id, manager_id) DO UPDATE SET position = excluded.position, told_at = now()
            """;

    private final Database database;
    private final ManagerIdentity self;

    public PostgresPositions(Database database, ManagerIdentity self) {
        this.database = database;
        this.self = self;
    }

    /** This is the head of our list now, the next in turn first. */
    void tell(List<DocumentId> line) throws StoreTrouble {
        database.transaction(
                AT_MOST,
                connection -> {
                    try (var tell = connection.prepareStatement(TELL)) {
                        tell.setArray(
                                1,
                                connection.createArrayOf(
                                        "text",
                                        line.stream()
                                                .map(DocumentId::value)
                                                .toArray(String[]::new)));
                        tell.setString(2, self.id());
                        tell.setString(3, self.id());
                        tell.setString(4, self.id());
                        return tell.executeUpdate();
                    }
                });
    }
}
