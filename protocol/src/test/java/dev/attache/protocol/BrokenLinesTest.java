package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Decoded.Broken;
import dev.attache.protocol.Decoded.Message;
import dev.attache.protocol.Decoded.Unknown;
import dev.attache.protocol.FromWorker.Connected;
import dev.attache.protocol.FromWorker.Ready;
import dev.attache.protocol.FromWorker.Skill;
import dev.attache.protocol.ToWorker.Ping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Set;

class BrokenLinesTest {
    private static final Schema SCHEMA = Schema.fromWorker();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type":"pong","id":"1","doing":"free"} | id must be a whole number
                    {"type":"pong","id":1.5,"doing":"free"} | id must be a whole number
                    {"type":"pong","id":1e300,"doing":"free"} | id must be a whole number
                    {"type":"pong","id":99999999999999999999,"doing":"free"} | id must be a whole number
                    {"type":"pong","id":1} | doing must be a string
                    {"type":"pong","id":1,"doing":"FREE"} | doing must be one of free, working, model
                    {"type":"activity","people":-1,"edited":true} | people must be from 0 to 2147483647
                    {"type":"activity","people":2147483648,"edited":true} | people must be from 0 to 2147483647
                    {"type":"activity","people":1,"edited":"yes"} | edited must be true or false
                    {"type":"checkpoint"} | checkpoint is missing
                    {"type":"checkpoint","checkpoint":"x"} | checkpoint must be one JSON object or array, on one line
                    {"type":"ready","protocol":1,"version":"1","can":"release"} | can must be an array
                    {"type":"ready","protocol":1,"version":"1","can":[1]} | can must be an array of words
                    {"type":"error","cause":"nobody","message":""} | cause must be one of setup, server, model, document
                    {"no":"type"} | type must be a string
                    [] | a line is one JSON object
                    """)
    void aFaultIsNamedAndTheSchemaAgrees(String line, String fault) {
        assertThat(decoded(line)).isEqualTo(new Broken<>(fault));
        assertThat(SCHEMA.allows(line)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"type":"free"} {"type":"free"} | something follows the object on the same line
                    {"type":"free" | not JSON
                    {"type":"free","type":"busy"} | not JSON
                    {"type":"free","secret":hunter2} | not JSON
                    {'type':'free'} | not JSON
                    ` ` | a line is one JSON object
                    """)
    void whatIsNotOneObjectIsBroken(String line, String fault) {
        assertThat(decoded(line)).isEqualTo(new Broken<>(fault));
    }

    @Test
    void whatIsNotUtf8IsBroken() {
        byte[] line =
                "{\"type\":\"error\",\"cause\":\"model\",\"message\":\"é\"}"
                        .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Wire.decodeFromWorker(line)).isEqualTo(new Broken<>("not UTF-8"));
    }

    @Test
    void unknownTypesAreNamedInShort() {
        assertThat(decoded("{\"type\":\"dance\",\"id\":{}}")).isEqualTo(new Unknown<>("dance"));
        assertThat(decoded("{\"type\":\"" + "x".repeat(1000) + "\"}"))
                .isEqualTo(new Unknown<>("x".repeat(64)));
    }

    @Test
    void unknownFieldsAndSkillsAreIgnoredAndTheTypeMayComeLast() {
        assertThat(decoded("{\"new\":{\"a\":[1,{}]},\"old\":null,\"type\":\"connected\"}"))
                .isEqualTo(new Message<>(new Connected()));
        assertThat(
                        decoded(
                                "{\"type\":\"ready\",\"protocol\":1,\"version\":\"2\",\"can\":[\"fly\",\"release\"]}"))
                .isEqualTo(new Message<>(new Ready(1, "2", Set.of(Skill.RELEASE))));
    }

    @Test
    void numbersOfOtherLanguagesAndLineEndsOfOtherSystemsAreTaken() {
        byte[] line = "{\"type\":\"ping\",\"id\":3.0}\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Wire.decodeToWorker(line)).isEqualTo(new Message<>(new Ping(3)));
    }

    @Test
    void aLineIsAsLongAsItsBoundAndNotAByteLonger() {
        String start = "{\"type\":\"connected\",\"pad\":\"";
        String longest = start + "x".repeat(Wire.MAX_LINE_BYTES - start.length() - 2) + "\"}";

        assertThat(decoded(longest)).isEqualTo(new Message<>(new Connected()));
        assertThat(decoded(longest + " "))
                .isEqualTo(new Broken<>("longer than " + Wire.MAX_LINE_BYTES + " bytes"));
    }

    private static Decoded<FromWorker> decoded(String line) {
        return Wire.decodeFromWorker(line.getBytes(StandardCharsets.UTF_8));
    }
}
