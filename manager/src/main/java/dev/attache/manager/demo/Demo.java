package dev.attache.manager.demo;

import dev.attache.manager.Refused;
import dev.attache.manager.agent.UserTokens;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What stands around a manager in a demo; started in order, stopped in reverse. */
public final class Demo implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final String MANAGER_ID = "demo";
    private static final int USUAL_STATUS_PORT = 9787;
    private static final Duration TOKEN_VALID = Duration.ofDays(7);

    private final DemoOptions options;
    private final DemoFolder folder;
    private final DemoSecrets secrets;
    private final EmbeddedDatabase database;
    private final DocumentServer program;
    private final int ingestPort;
    private final int statusPort;
    private final NodeProgram server;
    private final String address;
    private @Nullable NodeProgram crowd;
    private volatile boolean closing;

    private Demo(
            DemoOptions options,
            DemoFolder folder,
            DemoSecrets secrets,
            EmbeddedDatabase database,
            DocumentServer program)
            throws Refused, IOException, InterruptedException {
        this.options = options;
        this.folder = folder;
        this.secrets = secrets;
        this.database = database;
        this.program = program;
        ingestPort = Ports.anyFree();
        statusPort =
                options.statusPort() == null
                        ? Ports.preferably(USUAL_STATUS_PORT)
                        : options.statusPort();
        server = program.start(serverEnvironment());
        try {
            address = DocumentServer.address(server);
        } catch (Refused | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    /** Refuses in one sentence what the person at the keyboard can mend. */
    public static Demo start(DemoOptions options, Progress progress)
            throws Refused, IOException, InterruptedException {
        DocumentServer program = DocumentServer.of(options.installation(), progress);
        Ports.requireFree(options.port(), "say --port with another");
        DemoFolder folder = DemoFolder.hold(options.folder(), options.fresh());
        try {
            DemoSecrets secrets = DemoSecrets.keptIn(folder.root());
            progress.say("starting PostgreSQL …");
            EmbeddedDatabase database = EmbeddedDatabase.start(folder.database());
            try {
                progress.say("starting the document server …");
                return new Demo(options, folder, secrets, database, program);
            } catch (Refused | IOException | InterruptedException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (Refused | IOException | InterruptedException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Without its document server there is nothing to show, and without its database no agent. */
    public void whenAPartEnds(Consumer<String> told) throws IOException {
        server.whenItEnds(() -> tell(told, "document server"));
        database.whenItEnds(() -> tell(told, "database"));
    }

    /** What the manager of this demo has to know, in the words of its configuration. */
    public Map<String, String> managerSettings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("MANAGER_ID", MANAGER_ID);
        settings.put("ATTACHE_HOME", folder.root().toString());
        settings.put("DATABASE_URL", database.url());
        settings.put("WS_PORT", String.valueOf(URI.create(address).getPort()));
        settings.put("HTTP_PORT", String.valueOf(statusPort));
        settings.put("AGENT_TOKEN_SECRET", secrets.agent());
        settings.put("USER_TOKEN_SECRET", secrets.user());
        settings.put("INGEST_PORT", String.valueOf(ingestPort));
        // The ingest door is opened by the key that a Supabase would be.
        settings.put("SUPABASE_SERVICE_KEY", secrets.ingest());
        return settings;
    }

    /** Where one sees how the manager is. */
    public String status() {
        return "http://127.0.0.1:" + statusPort + "/readyz";
    }

    /** What to type in another terminal. */
    public String statusCommand() {
        return "ATTACHE_HOME=%s MANAGER_ID=%s %s status"
                .formatted(folder.root(), MANAGER_ID, options.installation().resolve("attache"));
    }

    /** For psql; it listens on this machine alone. */
    public String database() {
        return database.url();
    }

    /** Where people write. */
    public String editor(Instant now) {
        return address + "/#/d/welcome?token=" + token("demo", now);
    }

    /** Simulated people, once the manager hears of them. */
    public void invite(Instant now) throws IOException {
        if (options.crowd() == 0) {
            return;
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("CROWD_URL", address.replaceFirst("^http", "ws"));
        environment.put("CROWD_TOKEN", token("crowd", now));
        environment.put("CROWD_DOCUMENTS", String.valueOf(options.crowd()));
        crowd = program.startCrowd(environment);
    }

    @Override
    public void close() {
        closing = true;
        if (crowd != null) {
            crowd.close();
        }
        server.close();
        database.close();
        try {
            folder.close();
        } catch (IOException e) {
            log.warn("the demo's folder is not given back why=\"{}\"", e.getMessage());
        }
    }

    private void tell(Consumer<String> told, String part) {
        if (!closing) {
            told.accept(part);
        }
    }

    private String token(String subject, Instant now) {
        return new UserTokens(secrets.user())
                .mint(new UserTokens.Person(subject, "", false), "*", TOKEN_VALID, now);
    }

    private Map<String, String> serverEnvironment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("WS_PORT", String.valueOf(options.port()));
        environment.put("HOST", "127.0.0.1");
        environment.put("ATTACHE_DEV_STATE", folder.documents().toString());
        environment.put("ACTIVITY_URL", "http://127.0.0.1:" + ingestPort);
        environment.put("ACTIVITY_KEY", secrets.ingest());
        environment.put("AGENT_TOKEN_SECRET", secrets.agent());
        environment.put("USER_TOKEN_SECRET", secrets.user());
        return environment;
    }
}
