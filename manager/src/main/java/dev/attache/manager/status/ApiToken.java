package dev.attache.manager.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The bearer token of the API, and where the API is, in the state directory: its group may read
 * them, and nobody else.
 */
public final class ApiToken {
    public static final String TOKEN_FILE = "api-token";
    public static final String ADDRESS_FILE = "api-address";

    private final String token;

    private ApiToken(String token) {
        this.token = token;
    }

    /** A new one at each start: what leaked yesterday is worth nothing today. */
    static ApiToken createIn(Path folder, String address) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        write(folder.resolve(TOKEN_FILE), token);
        write(folder.resolve(ADDRESS_FILE), address);
        return new ApiToken(token);
    }

    /** In the same time whatever is wrong with it. */
    boolean matches(String authorization) {
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            // Private from its first moment, then opened to the group: the umask takes away only.
            Files.createFile(
                    draft,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text + "\n");
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));
        } else {
            Files.writeString(draft, text + "\n");
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
