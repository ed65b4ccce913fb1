package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** No input throws, takes long, or stops the channel from joining again. */
class FrameFuzzTest {
    private static final int FRAMES = Boolean.getBoolean("attache.full") ? 1_000_000 : 100_000;
    private static final String TELLING = "{}[]\",:\\u0e+-. \n\0tfn0123456789";
    private static final List<String> GOOD =
            List.of(
                    Frames.joined("1"),
                    Frames.refused("1", "JwtSignatureError"),
                    Frames.subscribed("1"),
                    Frames.system("1", "error", "system", "Token has expired 5 seconds ago"),
                    Frames.row(7),
                    Frames.row("{\"id\": 10}", "[\"Error 413: Payload Too Large\"]"),
                    Frames.event("1", "phx_close"),
                    Frames.event("1", "phx_error"),
                    Frames.alive("1"));

    @Test
    void garbageIsAValueAndTheChannelGoesOn() {
        var random = new Random(1);
        var channel = new RealtimeChannel("Realtime", null, new Random(2));
        Instant now = Talk.START;
        long socket = 0;
        long understood = 0;
        for (int i = 0; i < FRAMES; i++) {
            String text = text(random);
            Heard heard = PhoenixReader.read(text);
            if (heard instanceof Heard.Broken(String why)) {
                assertThat(why.length()).isBetween(1, 100);
            } else {
                understood++;
            }
            for (Deed deed : channel.tick(now)) {
                if (deed instanceof Deed.Connect(long number)) {
                    socket = number;
                    channel.on(new Fact.Opened(socket), now);
                }
            }
            channel.on(new Fact.Told(socket, heard), now);
            assertThat(channel.wakeAt()).isBeforeOrEqualTo(now.plusSeconds(90));
            now = now.plus(Duration.ofMillis(random.nextInt(2_000)));
        }
        assertThat(understood).isBetween(FRAMES / 50L, FRAMES - FRAMES / 50L);
        assertThat(socket).isPositive();
    }

    private static String text(Random random) {
        String good = GOOD.get(random.nextInt(GOOD.size()));
        return switch (random.nextInt(100)) {
            case 0 -> Frames.deep(random.nextInt(3_000));
            case 1 -> good.substring(0, random.nextInt(good.length()));
            case 2 -> noise(random, random.nextInt(300));
            case 3 -> Frames.row("{\"x\": \"" + "\\u0041".repeat(random.nextInt(2_000)), "null");
            case 4, 5, 6, 7, 8 -> good;
            default -> mutated(random, good);
        };
    }

    private static String mutated(Random random, String good) {
        var text = new StringBuilder(good);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(text.length());
            char any = TELLING.charAt(random.nextInt(TELLING.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, any);
                case 1 -> text.insert(at, any);
                case 2 -> text.insert(at, noise(random, 3));
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static String noise(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(Character.MAX_VALUE + 1));
        }
        return text.toString();
    }
}
