package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.List;
import java.util.Map;

@CommandLine.Command(
        name = "status",
        description = "How the manager of this host stands, and each of its workers.")
final class StatusCommand extends JsonCommand {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String CLEAR = "\033[H\033[2J";

    @Option(names = "--watch", description = "Again every second, until Ctrl-C.")
    private boolean watch;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** Exit 0 when it is ready. */
    @Override
    public Integer call() throws ConfigFaults, Trouble, InterruptedException {
        ApiClient api = api();
        while (true) {
            String answer = api.get("status");
            Map<String, @Nullable Object> status = JsonTree.object(answer);
            String text = json() ? answer.strip() : text(status);
            out().println(watch && !json() ? CLEAR + text : text);
            out().flush();
            if (!watch) {
                return isReady(status) ? Exit.OK : Exit.FAILED;
            }
            Thread.sleep(EVERY);
        }
    }

    private static boolean isReady(Map<String, @Nullable Object> status) {
        return status.get("not_ready") instanceof List<?> reasons && reasons.isEmpty();
    }

    private static String text(Map<String, @Nullable Object> status) {
        StringBuilder text = new StringBuilder();
        text.append(
                "manager %s %s: %s of %s agents, %s starting, %s waiting, %s spare\n"
                        .formatted(
                                status.get("manager_id"),
                                status.get("version"),
                                status.get("agents"),
                                status.get("capacity"),
                                status.get("starting"),
                                status.get("waiting"),
                                status.get("spares")));
        if (Boolean.TRUE.equals(status.get("draining"))) {
            text.append("draining\n");
        }
        if (status.get("not_ready") instanceof List<?> reasons) {
            reasons.forEach(reason -> text.append("not ready: ").append(reason).append('\n'));
        }
        Object paused = status.get("launches_paused_because");
        if (paused != null) {
            text.append("launches pause: ").append(paused).append('\n');
        }
        for (Map<String, @Nullable Object> source : JsonTree.objects(status.get("sources"))) {
            text.append(source.get("state")).append('\n');
        }
        text.append("start-up cache of workers ").append(status.get("start_cache")).append('\n');
        List<Map<String, @Nullable Object>> workers = JsonTree.objects(status.get("workers"));
        return workers.isEmpty() ? text.toString().strip() : text + workers(workers);
    }

    private static String workers(List<Map<String, @Nullable Object>> workers) {
        Table table =
                new Table("DOCUMENT", "STATE", "PID", "MB", "PEOPLE", "DOING", "ACTIVITY", "AGE");
        for (Map<String, @Nullable Object> worker : workers) {
            table.row(
                    worker.getOrDefault("document", "-"),
                    worker.get("phase"),
                    worker.get("pid"),
                    worker.getOrDefault("memory_mb", "-"),
                    worker.get("people"),
                    worker.get("doing"),
                    age(worker.get("last_activity_ms")),
                    age(worker.get("age_ms")));
        }
        return table.toString();
    }

    private static String age(@Nullable Object millis) {
        if (!(millis instanceof Long ms)) {
            return "-";
        }
        Duration age = Duration.ofMillis(ms);
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s";
        }
        return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
    }
}
