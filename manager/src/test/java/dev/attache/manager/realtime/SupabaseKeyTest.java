package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

class SupabaseKeyTest {
    private static final Instant EXPIRES = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void aJwtGoesIntoTheChannelAndIsWatched() {
        SupabaseKey key = SupabaseKey.of(jwt("service_role"));

        assertThat(key.accessToken()).isEqualTo(key.text());
        assertThat(key.expires()).contains(EXPIRES);
        assertThat(key.fault()).isEmpty();
        assertThat(key.toString()).isEqualTo("a JWT of role service_role");
    }

    @Test
    void aSecretKeyIsForTheGatewayAlone() {
        SupabaseKey key = SupabaseKey.of("sb_secret_abc");

        assertThat(key.accessToken()).isNull();
        assertThat(key.text()).isEqualTo("sb_secret_abc");
        assertThat(key.fault()).isEmpty();
    }

    @Test
    void publicKeysCannotDo() {
        assertThat(SupabaseKey.of("sb_publishable_abc").fault()).isPresent();
        assertThat(SupabaseKey.of(jwt("anon")).fault()).isPresent();
    }

    @Test
    void whateverItIsTheServerHasTheLastWord() {
        for (String odd : new String[] {"", "a.b.c", "..", "a.e30.c", "a.W10.c", "a.!!.c"}) {
            assertThat(SupabaseKey.of(odd).expires()).isEmpty();
        }
    }

    @Test
    void anExpiryIsSaidInTimeAndEachStageOnce() {
        var expiry = new KeyExpiry(EXPIRES);

        assertThat(expiry.look(EXPIRES.minus(Duration.ofDays(15)))).isEmpty();
        assertThat(expiry.look(EXPIRES.minus(Duration.ofDays(13)))).isPresent();
        assertThat(expiry.look(EXPIRES.minus(Duration.ofDays(12)))).isEmpty();
        assertThat(expiry.look(EXPIRES.minus(Duration.ofDays(2)))).isPresent();
        assertThat(expiry.look(EXPIRES)).get().asString().contains("has expired");
        assertThat(expiry.look(EXPIRES.plusSeconds(1))).isEmpty();
    }

    @Test
    void theAddressIsThatOfTheGatewayOrOfARealtimeOfOnesOwn() {
        assertThat(url("https://ref.supabase.co"))
                .isEqualTo("https://ref.supabase.co/realtime/v1/websocket?apikey=k%2F&vsn=2.0.0");
        assertThat(url("http://localhost:54321/"))
                .startsWith("http://localhost:54321/realtime/v1/websocket?");
        assertThat(url("http://localhost:4000/socket"))
                .startsWith("http://localhost:4000/socket/websocket?");
        assertThat(url("http://h/socket/websocket?x=1")).startsWith("http://h/socket/websocket?a");
        assertThat(RealtimeAddress.of(URI.create("https://ref.supabase.co")).toString())
                .isEqualTo("Supabase Realtime at ref.supabase.co");
    }

    private static String url(String supabase) {
        return RealtimeAddress.of(URI.create(supabase)).url(SupabaseKey.of("k/"));
    }

    private static String jwt(String role) {
        String claims =
                "{\"aud\":[\"a\"],\"role\":\"%s\",\"exp\":%d}"
                        .formatted(role, EXPIRES.getEpochSecond());
        return "e30."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".c2ln";
    }
}
