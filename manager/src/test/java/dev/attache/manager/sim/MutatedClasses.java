package dev.attache.manager.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the mutated fleet, and everything that touches it, apart from the sound one. */
final class MutatedClasses extends ClassLoader {
    private final Path mutated;

    MutatedClasses(Path mutated, ClassLoader parent) {
        super(parent);
        this.mutated = mutated;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.attache.manager.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try {
            Path wrong = mutated.resolve(file);
            if (Files.exists(wrong)) {
                byte[] bytes = Files.readAllBytes(wrong);
                return defineClass(name, bytes, 0, bytes.length);
            }
            try (InputStream sound = getParent().getResourceAsStream(file)) {
                if (sound == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = sound.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
