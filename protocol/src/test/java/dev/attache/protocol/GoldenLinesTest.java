package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Decoded.Message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The golden lines, the schema and the code say the same. */
class GoldenLinesTest {
    private static final Schema TO_WORKER = Schema.toWorker();
    private static final Schema FROM_WORKER = Schema.fromWorker();

    static List<String> toWorker() {
        return Resources.lines("golden/to-worker.jsonl");
    }

    static List<String> fromWorker() {
        return Resources.lines("golden/from-worker.jsonl");
    }

    @ParameterizedTest
    @MethodSource("toWorker")
    void aLineToAWorkerIsReadWrittenAndAllowed(String line) {
        assertThat(Wire.encode(toWorker(line))).isEqualTo(line + "\n");
        assertThat(TO_WORKER.allows(line)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("fromWorker")
    void aLineFromAWorkerIsReadWrittenAndAllowed(String line) {
        assertThat(Wire.encode(fromWorker(line))).isEqualTo(line + "\n");
        assertThat(FROM_WORKER.allows(line)).isTrue();
    }

    @Test
    void everyMessageHasALine() {
        assertThat(typesOf(toWorker().stream().map(GoldenLinesTest::toWorker).toList()))
                .containsExactlyInAnyOrder(ToWorker.class.getPermittedSubclasses());
        assertThat(typesOf(fromWorker().stream().map(GoldenLinesTest::fromWorker).toList()))
                .containsExactlyInAnyOrder(FromWorker.class.getPermittedSubclasses());
    }

    @Test
    void whatIsWrittenIsAllowedByTheSchema() {
        Seeds.each(
                500,
                20_000,
                random -> {
                    Messages messages = new Messages(random);
                    String toWorker = Wire.encode(messages.toWorker());
                    String fromWorker = Wire.encode(messages.fromWorker());

                    assertThat(TO_WORKER.allows(toWorker)).as(toWorker).isTrue();
                    assertThat(FROM_WORKER.allows(fromWorker)).as(fromWorker).isTrue();
                });
    }

    private static ToWorker toWorker(String line) {
        return switch (Wire.decodeToWorker(line.getBytes(StandardCharsets.UTF_8))) {
            case Message<ToWorker>(var message) -> message;
            case Decoded<ToWorker> other -> throw new AssertionError(other + " for " + line);
        };
    }

    private static FromWorker fromWorker(String line) {
        return switch (Wire.decodeFromWorker(line.getBytes(StandardCharsets.UTF_8))) {
            case Message<FromWorker>(var message) -> message;
            case Decoded<FromWorker> other -> throw new AssertionError(other + " for " + line);
        };
    }

    private static Set<Class<?>> typesOf(List<?> messages) {
        return messages.stream().map(Object::getClass).collect(Collectors.toSet());
    }
}
