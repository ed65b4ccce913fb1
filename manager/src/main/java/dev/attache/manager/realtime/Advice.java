package dev.attache.manager.realtime;

import java.util.Locale;

/**
 * What somebody must do about a refusal, or that nobody must do anything.
 *
 * @param permanent no number of tries will change it
 */
record Advice(String sentence, boolean permanent) {
    private static final String KEY =
            "; set SUPABASE_SERVICE_KEY to the project's service role key or a secret key"
                    + " (sb_secret_…) that is valid";

    static Advice onHandshake(int status, String body) {
        String said = "refused with " + status + (body.isEmpty() ? "" : " (" + body + ")");
        return switch (status) {
            case 401 -> new Advice(said + KEY, true);
            case 403 ->
                    new Advice(
                            said
                                    + "; the project is paused, or Realtime is switched off for"
                                    + " it, or it does not take the key: restore the project or"
                                    + " check SUPABASE_SERVICE_KEY",
                            true);
            case 404 -> new Advice(said + "; no such project is there: check SUPABASE_URL", true);
            case 429 ->
                    new Advice(
                            said
                                    + "; the project's limit of connections or of joins is used"
                                    + " up",
                            false);
            default ->
                    status >= 300 && status < 400
                            ? new Advice(said + "; it wants to redirect: check SUPABASE_URL", true)
                            : new Advice(said, false);
        };
    }

    static Advice onJoin(String reason) {
        String plain = reason.toLowerCase(Locale.ROOT);
        if (plain.contains("jwt") || plain.contains("token")) {
            return new Advice("the join was refused (" + reason + ")" + KEY, true);
        }
        if (plain.contains("unauthorized") || plain.contains("permission")) {
            return new Advice("the join was refused (" + reason + ")" + KEY, true);
        }
        if (plain.contains("ratelimit") || plain.contains("too many")) {
            return new Advice("the join was refused (" + reason + "), a limit is used up", false);
        }
        return new Advice("the join was refused (" + reason + ")", false);
    }

    static Advice onAnnouncement(String message) {
        if (message.startsWith("Unable to subscribe")) {
            return new Advice(
                    "Realtime cannot watch document_activity ("
                            + Plain.text(message, 200)
                            + "); run `attache migrate`, or ALTER PUBLICATION supabase_realtime"
                            + " ADD TABLE public.document_activity",
                    true);
        }
        if (message.contains("Token")) {
            return new Advice("Realtime ended the subscription (" + message + ")" + KEY, true);
        }
        return new Advice("Realtime said: " + message, false);
    }

    static Advice onHiddenRows() {
        return new Advice(
                "Realtime says it is subscribed, but rows were inserted and it told of none; does"
                        + " row security hide document_activity from the key (use the service"
                        + " role key or sb_secret_…), or does replication stand still (see the"
                        + " project's Realtime logs)?",
                true);
    }

    static Advice onEmptyRecords(String error) {
        return new Advice(
                "Realtime tells that rows come but may not show them ("
                        + error
                        + "): the key's role has no SELECT on document_activity; hints work"
                        + " all the same"
                        + KEY,
                true);
    }
}
