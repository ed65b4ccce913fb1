package dev.attache.manager.status;

import java.util.ArrayList;
import java.util.List;

/** What needs no token: whether it lives, whether it is ready, what it counts. */
final class OpenDoor {
    private final Desk desk;
    private final ManagerMetrics metrics;

    OpenDoor(Desk desk, ManagerMetrics metrics) {
        this.desk = desk;
        this.metrics = metrics;
    }

    Answer answer(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.problem(405, "Only GET.");
        }
        return switch (path) {
            case "/healthz" -> healthz(desk.health());
            case "/readyz" -> readyz(desk.health());
            case "/metrics" ->
                    Answer.of(
                            desk.overview(),
                            overview ->
                                    new Answer(
                                            200,
                                            metrics.contentType(),
                                            metrics.scraped(overview, desk.health())));
            default ->
                    Answer.problem(
                            404, "There are /healthz, /readyz, /metrics and " + Api.PREFIX + "…");
        };
    }

    /** Nothing but the loop: a database that is away is no reason to be restarted. */
    private static Answer healthz(Health health) {
        return health.turns()
                ? Answer.text(
                        200, "ok: the loop turned " + health.lastTurn().toMillis() + " ms ago")
                : Answer.text(
                        503, "the loop has not turned for " + health.lastTurn().toSeconds() + " s");
    }

    private static Answer readyz(Health health) {
        List<String> reasons = health.reasonsNotReady();
        List<String> lines = new ArrayList<>(reasons.isEmpty() ? List.of("ready") : reasons);
        // No reason not to be ready: the tables are read every 15 s, whoever is heard.
        health.sources().forEach(source -> lines.add(source.sentence()));
        return Answer.text(reasons.isEmpty() ? 200 : 503, String.join("\n", lines));
    }
}
