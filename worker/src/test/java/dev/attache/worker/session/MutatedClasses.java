package dev.attache.worker.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the mutated session and marks, and the tests of them, apart from the sound ones. */
final class MutatedClasses extends ClassLoader {
    private final Path mutated;

    MutatedClasses(Path mutated, ClassLoader parent) {
        super(parent);
        this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean apart =
                name.startsWith("dev.attache.worker.session.")
                        || name.startsWith("dev.attache.worker.marks.");
        if (!apart) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = open(file)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open(String file) throws IOException {
        Path wrong = mutated.resolve(file);
        return Files.exists(wrong)
                ? Files.newInputStream(wrong)
                : getParent().getResourceAsStream(file);
    }
}
