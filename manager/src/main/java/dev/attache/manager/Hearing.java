package dev.attache.manager;

import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.activity.PostgresListener;
import dev.attache.manager.ingest.IngestDoor;
import dev.attache.manager.ingest.IngestKeys;
import dev.attache.manager.realtime.RealtimeCounts;
import dev.attache.manager.realtime.RealtimeSource;
import dev.attache.manager.store.Database;
import dev.attache.manager.store.PostgresIntake;
import dev.attache.manager.store.PostgresNewestRow;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** By what activity is heard here: Realtime and LISTEN as far as they are set up, and the door. */
final class Hearing implements AutoCloseable {
    private final @Nullable RealtimeSource realtime;
    private final List<ActivitySource> sources = new ArrayList<>();
    private final ManagerSettings.@Nullable Ingest place;
    private final Database database;
    private volatile @Nullable IngestDoor door;

    Hearing(ManagerSettings settings, Database database, InstantSource clock) {
        this.database = database;
        place = settings.ingest();
        var supabase = settings.supabase();
        realtime =
                supabase == null
                        ? null
                        : new RealtimeSource(
                                supabase.url(),
                                supabase.key(),
                                new PostgresNewestRow(database),
                                clock);
        if (realtime != null) {
            sources.add(realtime);
        }
        var direct = settings.directDatabase();
        if (direct != null) {
            sources.add(
                    new PostgresListener(
                            direct.toString(),
                            () -> direct.connect("attache listener"),
                            PostgresListener.Timing.STANDARD));
        }
    }

    /** Before anything is started: a port that is taken is a reason not to run at all. */
    void openDoor() throws IOException {
        if (place != null) {
            door =
                    IngestDoor.open(
                            place.host(),
                            place.port(),
                            new IngestKeys(List.of(place.key()), List.of()),
                            new PostgresIntake(database),
                            InstantSource.system(),
                            ManagerSettings.Ingest.REQUESTS_AT_ONCE);
        }
    }

    void start(ActivitySource.Listener listener) {
        sources.forEach(source -> source.start(listener));
    }

    List<ActivitySource.State> states() {
        return sources.stream().map(ActivitySource::state).toList();
    }

    @Nullable RealtimeCounts realtimeCounts() {
        return realtime == null ? null : realtime.counts();
    }

    IngestDoor.@Nullable Counts ingestCounts() {
        var open = door;
        return open == null ? null : open.counts();
    }

    /** The door first: what it acknowledges is in the table, and others hear of it. */
    @Override
    public void close() {
        var open = door;
        if (open != null) {
            open.close();
        }
        sources.forEach(ActivitySource::close);
    }
}
