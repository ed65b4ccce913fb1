package dev.attache.worker.crdt;

import dev.attache.worker.shared.Packed;
import dev.attache.worker.shared.SharedFiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the library of this platform: a file that a property names, or the one in the jar. */
@SuppressWarnings("restricted") // Loading native code is what this class is for.
final class NativeLibrary {
    /** A path to the library, for platforms that the jar does not carry. */
    static final String PROPERTY = "attache.native";

    private NativeLibrary() {}

    static void load() {
        String file = System.getProperty(PROPERTY);
        if (file != null) {
            System.load(Path.of(file).toAbsolutePath().toString());
            return;
        }
        String resource =
                resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        if (!resource.equals(Packed.LIBRARY)) {
            throw new UnsatisfiedLinkError(advice(resource));
        }
        try {
            String name = resource.substring(resource.lastIndexOf('/') + 1);
            load(resource, SharedFiles.directory().resolve(Packed.LIBRARY_PRINT + "-" + name));
        } catch (IOException e) {
            throw new UnsatisfiedLinkError(
                    "the native library could not be unpacked to "
                            + System.getProperty("java.io.tmpdir")
                            + " ("
                            + e.getMessage()
                            + "): make room there, or name another folder with -Djava.io.tmpdir");
        }
    }

    /** One file for all workers of the host, so that they share its pages. */
    static void load(String resource, Path shared) throws IOException {
        try {
            SharedFiles.layDown(shared, () -> library(resource));
            System.load(shared.toAbsolutePath().toString());
        } catch (IOException | UnsatisfiedLinkError unusable) {
            // A folder that cannot be written to or run from, a file that is cut off or another
            // platform's: it costs memory, not the worker.
            System.err.println(ownCopy(shared, unusable));
            loadOwn(resource);
        }
    }

    static String ownCopy(Path shared, Throwable why) {
        return "the native library that the workers of this host share cannot be used ("
                + why.getMessage()
                + "); this worker takes a copy of its own, which costs a megabyte or two: delete "
                + shared
                + ", or make its folder one that can be written to and run from";
    }

    private static void loadOwn(String resource) throws IOException {
        Path file =
                Files.createTempFile("attache-yrs-", resource.substring(resource.lastIndexOf('.')));
        try (InputStream library = library(resource)) {
            Files.write(file, library.readAllBytes());
            System.load(file.toString());
        } finally {
            // What is loaded stays mapped: the file need not outlive this line, and a killed worker
            // leaves none behind.
            Files.deleteIfExists(file);
        }
    }

    private static InputStream library(String resource) throws IOException {
        InputStream library = NativeLibrary.class.getResourceAsStream(resource);
        if (library == null) {
            throw new IOException("the worker's jar lacks " + resource);
        }
        return library;
    }

    static String resource(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String os =
                name.startsWith("mac") ? "macos" : name.startsWith("windows") ? "windows" : "linux";
        String arch =
                switch (osArch.toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    case String other -> other;
                };
        String library =
                switch (os) {
                    case "macos" -> "libattache_yrs.dylib";
                    case "windows" -> "attache_yrs.dll";
                    default -> "libattache_yrs.so";
                };
        return "/native/" + os + "-" + arch + "/" + library;
    }

    static String advice(String resource) {
        return "this build carries no native library for this platform (it would be "
                + resource
                + " in the worker's jar): build Attaché on this platform with `mvn -pl worker -am"
                + " package`, which needs cargo, or name a library you have built with -D"
                + PROPERTY
                + "=<file>";
    }
}
