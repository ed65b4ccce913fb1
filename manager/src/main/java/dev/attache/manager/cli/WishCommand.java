package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.Durations;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A stored decision about one document, until released or its time is over. */
abstract class WishCommand extends JsonCommand {
    @Parameters(paramLabel = "DOCUMENT")
    private String document = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Only for so long, as in 30m or 2h.")
    private @Nullable String holds;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Shown to whoever asks why.")
    private String reason = "";

    @Option(
            names = "--release",
            description = "Takes back what was decided: the rules decide again.")
    private boolean release;

    private final String verb;

    WishCommand(Surroundings surroundings, String verb) {
        super(surroundings);
        this.verb = verb;
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        String path = ApiClient.path(Names.document(document)) + "/" + (release ? "release" : verb);
        Map<String, String> query = new HashMap<>();
        if (!release) {
            query.put("reason", reason);
            Duration time = time();
            if (time != null) {
                query.put("for_ms", String.valueOf(time.toMillis()));
            }
        }
        Told.print(this, api().post(path, query));
        return Exit.OK;
    }

    private @Nullable Duration time() throws Trouble {
        try {
            return holds == null ? null : Durations.parse(holds);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    Exit.USAGE, "--for is " + holds + "; it must be " + Durations.ALLOWED + ".");
        }
    }
}
