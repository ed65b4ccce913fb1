package dev.attache.manager.demo;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * Made once and kept, so that an editor left open from the last demo is let in again.
 *
 * @param agent signs the agents' tokens
 * @param user signs people's tokens
 * @param ingest opens the ingest door to the document server
 */
record DemoSecrets(String agent, String user, String ingest) {
    private static final int BYTES = 24;

    static DemoSecrets keptIn(Path root) throws IOException {
        Path file = root.resolve("secrets");
        Properties kept = new Properties();
        if (Files.exists(file)) {
            kept.load(new StringReader(Files.readString(file)));
        }
        SecureRandom random = new SecureRandom();
        for (String name : new String[] {"agent", "user", "ingest"}) {
            kept.putIfAbsent(name, fresh(random));
        }
        StringWriter text = new StringWriter();
        kept.store(text, null);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text.toString());
        return new DemoSecrets(
                kept.getProperty("agent"), kept.getProperty("user"), kept.getProperty("ingest"));
    }

    @Override
    public String toString() {
        return "DemoSecrets[…]";
    }

    private static String fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
