package dev.attache.worker.extract;

import dev.attache.worker.shared.SharedFiles;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Composition: the extractor that the settings of an attach ask for. */
public final class Extractors {

    /** Mapped once in a process, however often it is asked for. */
    private static final Map<Path, BuiltInExtractor> OPEN = new ConcurrentHashMap<>();

    private Extractors() {}

    /**
     * Opens the gazetteer and builds what the settings ask for.
     *
     * @param settings the flat map of the {@code attach} message
     * @throws IllegalArgumentException with a sentence for the operator when a setting is wrong
     */
    public static PlaceExtractor of(Map<String, String> settings, Map<String, String> environment) {
        return of(settings, builtIn(environment), InstantSource.system());
    }

    /** For a worker that has its gazetteer open already. */
    public static PlaceExtractor of(
            Map<String, String> settings, BuiltInExtractor builtIn, InstantSource clock) {
        return ModelSettings.from(settings)
                .<PlaceExtractor>map(
                        model ->
                                new ModelExtractor(
                                        new ModelClient(model, Pause.REAL, clock),
                                        Budget.from(settings, clock),
                                        builtIn))
                .orElse(builtIn);
    }

    public static BuiltInExtractor builtIn(Map<String, String> environment) {
        Path directory =
                SharedFiles.directory(
                        environment.getOrDefault("ATTACHE_HOME", ""),
                        System.getProperty("user.home", "."));
        return OPEN.computeIfAbsent(
                directory, shared -> new BuiltInExtractor(GazetteerFile.in(shared)));
    }
}
