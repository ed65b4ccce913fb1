package dev.attache.worker.extract;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model behind a real socket, and an extractor that asks it; pauses are counted, not waited. */
abstract class AskingAModel {

    static final String LISBON = FakeModel.claim(0, "Lisbon", "Lisbon, Portugal", "38.72", "-9.14");

    @TempDir static Path directory;

    private static BuiltInExtractor builtIn;

    final List<Duration> pauses = new ArrayList<>();
    final Map<String, String> settings = new HashMap<>();
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    FakeModel model;

    @BeforeAll
    static void open() {
        builtIn = new BuiltInExtractor(GazetteerFile.in(directory));
    }

    @BeforeEach
    void start() throws Exception {
        model = new FakeModel();
        settings.putAll(
                Map.of(
                        "llm.provider",
                        "openai",
                        "llm.key",
                        "sk-secret",
                        "llm.base_url",
                        model.url(),
                        "llm.timeout_ms",
                        "20000"));
    }

    @AfterEach
    void stop() {
        model.close();
    }

    Extraction read(String sentence) throws InterruptedException {
        return extractor().extract(List.of(Passage.alone(sentence)));
    }

    PlaceExtractor extractor() {
        ModelSettings wanted = ModelSettings.from(settings).orElseThrow();
        return new ModelExtractor(
                new ModelClient(wanted, pauses::add, () -> now),
                Budget.from(settings, () -> now),
                builtIn);
    }
}
