package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * Where Postgres is, as people write it: `postgresql://user:password@host:port/database?sslmode=…`,
 * or the same in JDBC's spelling. Prints itself without the password.
 */
public final class DatabaseUrl {
    private static final String JDBC = "jdbc:";
    private static final int PORT_MOST = 65_535;

    private final String jdbcUrl;
    private final @Nullable String user;
    private final @Nullable String password;
    private final String shown;

    private DatabaseUrl(
            String jdbcUrl, @Nullable String user, @Nullable String password, String shown) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.shown = shown;
    }

    /** Throws with a sentence that does not repeat the URL: it may hold a password. */
    public static DatabaseUrl parse(String text) {
        String plain = text.strip();
        if (plain.startsWith(JDBC)) {
            plain = plain.substring(JDBC.length());
        }
        URI uri = uri(plain);
        String scheme = String.valueOf(uri.getScheme());
        if (!List.of("postgresql", "postgres").contains(scheme)
                || uri.getHost() == null
                || uri.getPort() == 0
                || uri.getPort() > PORT_MOST) {
            throw notUnderstood();
        }
        String host = uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort());
        String path =
                uri.getRawPath() == null || uri.getRawPath().length() < 2
                        ? "/postgres"
                        : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String[] who =
                uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        return new DatabaseUrl(
                "jdbc:postgresql://" + host + path + query,
                who.length > 0 ? decoded(who[0]) : null,
                who.length > 1 ? decoded(who[1]) : null,
                host + path);
    }

    String jdbcUrl() {
        return jdbcUrl;
    }

    /** What holds for each connection, in a pool or not. */
    Properties properties(String applicationName) {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        // Named statements live in a session, and a transaction pooler changes sessions under us.
        properties.setProperty("prepareThreshold", "0");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        // Longer than any statement may take: only for a peer that has vanished.
        properties.setProperty("socketTimeout", "90");
        properties.setProperty("tcpKeepAlive", "true");
        // The detail of an error repeats the row, and rows hold what people wrote.
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", applicationName);
        return properties;
    }

    /** A connection outside the pool: LISTEN lives in its session. */
    public Connection connect(String applicationName) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, properties(applicationName));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DatabaseUrl that
                && jdbcUrl.equals(that.jdbcUrl)
                && Objects.equals(user, that.user)
                && Objects.equals(password, that.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(jdbcUrl, user, password);
    }

    /** Host, port and database. */
    @Override
    public String toString() {
        return shown;
    }

    private static URI uri(String plain) {
        try {
            return new URI(plain);
        } catch (URISyntaxException e) {
            throw notUnderstood();
        }
    }

    private static IllegalArgumentException notUnderstood() {
        return new IllegalArgumentException(
                "not a database URL: write postgresql://user:password@host:5432/database, with"
                        + " special characters of the password percent-encoded");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
