package dev.attache.worker.replica;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the end of a connection means. */
final class CloseCode {
    /** A message is larger than the other side takes: ours, too, of what the server sends. */
    static final int TOO_LARGE = 1009;

    /** Token refused or expired. */
    static final int TOKEN = 4401;

    static final int FORBIDDEN = 4403;
    static final int SUPERSEDED = 4409;

    private static final Pattern STORED =
            Pattern.compile("superseded epoch=(\\d{1,18}) life=(\\d{1,18})");

    /** How our client tells that the server answered the handshake with a status. */
    private static final Pattern STATUS = Pattern.compile("status code received: (\\d{3})");

    private CloseCode() {}

    static News.Superseded superseded(String reason) {
        Matcher stored = STORED.matcher(reason);
        return stored.matches()
                ? new News.Superseded(
                        Long.parseLong(stored.group(1)), Long.parseLong(stored.group(2)))
                : new News.Superseded(-1, -1);
    }

    /** A refusal before the connection counts like the same refusal after it. */
    static int ofHandshake(int code, String reason) {
        Matcher status = STATUS.matcher(reason);
        if (!status.find()) {
            return code;
        }
        return switch (status.group(1)) {
            case "401" -> TOKEN;
            case "403" -> FORBIDDEN;
            case "409" -> SUPERSEDED;
            default -> code;
        };
    }
}
