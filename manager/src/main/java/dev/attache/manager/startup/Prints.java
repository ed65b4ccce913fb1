package dev.attache.manager.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What a start-up cache depends on. The VM itself takes classes from a cache although their jar has
 * been replaced, so the name of a cache says which jars, VM and options it was made of.
 */
public final class Prints {
    private static final int CHUNK = 1 << 16;
    private static final int NAME_BYTES = 8;

    private Prints() {}

    /** By content: the same files elsewhere in time give the same name. */
    static String of(JavaProgram program) throws IOException {
        List<String> parts = new ArrayList<>(program.options());
        parts.add(Files.readString(program.release()));
        parts.add(program.java());
        for (Path jar : program.jars()) {
            parts.add(jar + " " + ofContent(jar));
        }
        byte[] digest = sha256(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    }

    /** Size and sum; quick, because the VM computes it with the processor's own instruction. */
    public static String ofContent(Path file) throws IOException {
        CRC32 sum = new CRC32();
        long size = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                sum.update(chunk, 0, count);
                size += count;
            }
        }
        return size + "-" + Long.toHexString(sum.getValue());
    }

    /** Cheap enough for every launch: tells that a file may have been replaced meanwhile. */
    static List<String> glance(JavaProgram program) throws IOException {
        List<String> seen = new ArrayList<>();
        seen.add(glance(program.release()));
        for (Path jar : program.jars()) {
            seen.add(glance(jar));
        }
        return seen;
    }

    private static String glance(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
