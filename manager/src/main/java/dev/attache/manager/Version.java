package dev.attache.manager;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Of this build; written into it by Maven. */
public final class Version {
    private Version() {}

    public static String current() {
        try (var in = Version.class.getResourceAsStream("/attache.properties")) {
            if (in == null) {
                throw new IllegalStateException(
                        "this build of Attaché is broken: attache.properties is not in its jar");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("attache.properties", e);
        }
    }
}
