package dev.attache.bench.chaos;

import dev.attache.manager.agent.UserTokens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The whole installation, as processes of this machine; closed in reverse. */
final class World implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
    private static final int STARTS_AT_MOST = 10;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration TOKEN_VALID = Duration.ofDays(1);

    private final Path root;
    private final Path folder;
    private final Options options;
    private final Secrets secrets = Secrets.fresh();
    private final int documentsPort = Ports.anyFree();
    private final int ingestPort = Ports.anyFree();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final PostgresServer postgres;
    private final PoolerDoor pooler;
    private final Realtime realtime;
    private final List<RunningManager> managers = new ArrayList<>();
    private final People people;
    private Program documents;

    World(Path root, Path folder, Options options) throws IOException, InterruptedException {
        this.root = root;
        this.folder = folder;
        this.options = options;
        Files.createDirectories(temporary());
        try {
            int port = Ports.anyFree();
            postgres = opened(new PostgresServer(folder.resolve("postgres"), port));
            pooler = opened(new PoolerDoor(port));
            realtime =
                    opened(
                            new Realtime(
                                    folder,
                                    script("realtime.mjs"),
                                    Ports.anyFree(),
                                    secrets.service()));
            documents = startDocuments();
            open.add(() -> documents.close());
            for (int number = 1; number <= options.managers(); number++) {
                managers.add(opened(new RunningManager(idOf(number), folder, settings(number))));
                managers.getLast().begin();
            }
            opened(RowReader.start(postgres, realtime));
            people = opened(new People(startPeople()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** In the environment of all that this run has started, workers too. */
    Path temporary() {
        return temporary(folder);
    }

    static Path temporary(Path folder) {
        return folder.resolve("tmp");
    }

    PostgresServer postgres() {
        return postgres;
    }

    Realtime realtime() {
        return realtime;
    }

    List<RunningManager> managers() {
        return List.copyOf(managers);
    }

    People people() {
        return people;
    }

    List<String> documentNames() {
        return IntStream.rangeClosed(1, options.documents()).mapToObj(n -> "doc" + n).toList();
    }

    synchronized void stopDocuments(boolean kill) throws InterruptedException {
        if (kill) {
            documents.kill();
        } else {
            documents.close();
        }
    }

    /** As a service manager does: again, until it stays. */
    synchronized void startDocumentsAgain() throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                documents = startDocuments();
                return;
            } catch (IOException e) {
                if (attempt == STARTS_AT_MOST) {
                    throw e;
                }
                Thread.sleep(REST);
            }
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : open.reversed()) {
            try {
                each.close();
            } catch (Exception e) {
                System.err.println("not closed cleanly: " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }

    private Program startDocuments() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("WS_PORT", String.valueOf(documentsPort));
        environment.put("HOST", "127.0.0.1");
        environment.put("ATTACHE_DEV_STATE", folder.resolve("documents").toString());
        environment.put("ATTACHE_DEV_PAGE", "as-is");
        environment.put("ACTIVITY_URL", "http://127.0.0.1:" + ingestPort);
        environment.put("ACTIVITY_KEY", secrets.service());
        environment.put("AGENT_TOKEN_SECRET", secrets.agent());
        environment.put("USER_TOKEN_SECRET", secrets.user());
        environment.put("IDLE_TIMEOUT_MS", "2000");
        // A run is over before five minutes of patience are.
        environment.put("HOLD_RETRY_MS", "2000");
        Program started =
                Program.start(
                        "documents",
                        folder,
                        environment,
                        List.of("node", script("dev.mjs").toString(), "--until-stdin-ends"));
        started.hear("document server ready", STARTS_WITHIN);
        return started;
    }

    private Program startPeople() throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>();
        environment.put("PEOPLE_HOST", "127.0.0.1:" + documentsPort);
        environment.put("PEOPLE_TOKEN", token());
        environment.put("PEOPLE_DOCUMENTS", String.join(",", documentNames()));
        environment.put("PEOPLE_SEED", String.valueOf(options.seed()));
        Program started =
                Program.start(
                        "people",
                        folder,
                        environment,
                        List.of("node", script("people.mjs").toString()));
        started.hear("people are writing", STARTS_WITHIN);
        return started;
    }

    private Map<String, String> settings(int number) {
        Map<String, String> settings = new HashMap<>();
        String id = idOf(number);
        settings.put("MANAGER_ID", id);
        settings.put("ATTACHE_HOME", folder.resolve("state-" + id).toString());
        settings.put("TMPDIR", temporary().toString());
        settings.put("DATABASE_URL", postgres.url());
        settings.put("WS_PORT", String.valueOf(documentsPort));
        settings.put("AGENT_TOKEN_SECRET", secrets.agent());
        settings.put("HTTP_PORT", "0");
        settings.put("MAX_CONCURRENT_AGENTS", String.valueOf(options.capacity()));
        settings.put("WARM_SPARES", String.valueOf(NoOrphans.SPARES));
        settings.put("PING_EVERY", "2s");
        settings.put("BACK_OFF_MOST", "5s");
        settings.put("PROBE_EVERY", "5s");
        // It has its own tests; here everything dies often.
        settings.put("QUARANTINE_DEATHS", "1000");
        settings.put("SUPABASE_SERVICE_KEY", secrets.service());
        if (number == 1) {
            settings.put("INGEST_PORT", String.valueOf(ingestPort));
        }
        // The last one has no LISTEN: it hears by Realtime, and by its own look every 15 s.
        if (number == options.managers()) {
            settings.put("DATABASE_URL", pooler.url());
            settings.put("SUPABASE_URL", realtime.url());
        }
        return settings;
    }

    private static String idOf(int number) {
        return "chaos-" + number;
    }

    private String token() {
        return new UserTokens(secrets.user())
                .mint(new UserTokens.Person("chaos", "", false), "*", TOKEN_VALID, Instant.now());
    }

    private Path script(String name) {
        return root.resolve("cloudflare-worker/scripts").resolve(name);
    }
}
