package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Asks one model over HTTP, with a limit to the time, the tries and the answer's size. Of one
 * thread.
 */
public final class ModelClient {

    private static final int TRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final long LONGEST_ANSWER = 1_000_000;

    private final ModelSettings settings;
    private final ModelApi api;
    private final Pause pause;
    private final InstantSource clock;
    private final CircuitBreaker breaker = new CircuitBreaker();
    private @Nullable HttpClient http;

    public ModelClient(ModelSettings settings, Pause pause, InstantSource clock) {
        this.settings = settings;
        this.api = ModelApi.of(settings.provider());
        this.pause = pause;
        this.clock = clock;
    }

    /** The claims, or why there are none; either way what it cost. */
    record Reply(List<Claim> claims, Usage usage, Optional<Shortfall> shortfall) {}

    /**
     * One try: the claims, or a shortfall; {@code again} says whether another try may help, and
     * when.
     */
    private record Try(
            List<Claim> claims,
            Usage usage,
            Optional<Shortfall> shortfall,
            Optional<Duration> again) {}

    Reply ask(List<Passage> passages) throws InterruptedException {
        if (breaker.isOpen(clock.instant())) {
            return new Reply(
                    List.of(),
                    Usage.NONE,
                    Optional.of(
                            new Shortfall(
                                    Shortfall.Kind.UNREACHABLE,
                                    "The model has failed several times and is left alone for a"
                                            + " while.")));
        }
        String body = api.body(settings.model(), Question.of(passages));
        Usage usage = Usage.NONE;
        for (int tries = 1; ; tries++) {
            Try outcome = attempt(body, tries);
            usage = usage.plus(outcome.usage());
            if (outcome.shortfall().isEmpty()) {
                breaker.succeeded();
                return new Reply(outcome.claims(), usage, Optional.empty());
            }
            if (outcome.again().isEmpty() || tries == TRIES) {
                breaker.failed(clock.instant());
                return new Reply(List.of(), usage, outcome.shortfall());
            }
            pause.of(outcome.again().get());
        }
    }

    private Try attempt(String body, int tries) throws InterruptedException {
        Instant begun = clock.instant();
        HttpRequest request = request(body);
        CompletableFuture<HttpResponse<String>> future =
                client().sendAsync(
                                request,
                                BodyHandlers.limiting(
                                        BodyHandlers.ofString(StandardCharsets.UTF_8),
                                        LONGEST_ANSWER));
        try {
            HttpResponse<String> response =
                    future.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return weigh(response, tries, new Usage(1, 0, 0, since(begun)));
        } catch (TimeoutException late) {
            return trouble("The model gave no answer in time.", tries, since(begun));
        } catch (ExecutionException broken) {
            Throwable cause = Objects.requireNonNullElse(broken.getCause(), broken);
            return trouble(ModelFault.sentence(cause), tries, since(begun));
        } finally {
            future.cancel(true);
        }
    }

    private long since(Instant begun) {
        return Duration.between(begun, clock.instant()).toMillis();
    }

    private Try trouble(String message, int tries, long millis) {
        return new Try(
                List.of(),
                new Usage(1, 0, 0, millis),
                Optional.of(new Shortfall(Shortfall.Kind.UNREACHABLE, message)),
                Optional.of(backOff(tries)));
    }

    private Try weigh(HttpResponse<String> response, int tries, Usage call) {
        int status = response.statusCode();
        if (status == 200) {
            return read(response.body(), tries, call);
        }
        boolean passing =
                status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
        Shortfall shortfall =
                passing
                        ? new Shortfall(
                                Shortfall.Kind.UNREACHABLE,
                                "The model is overloaded or broken (HTTP " + status + ").")
                        : new Shortfall(
                                Shortfall.Kind.REFUSED,
                                "The model refuses (HTTP "
                                        + status
                                        + "): check LLM_API_KEY, LLM_MODEL and LLM_BASE_URL.");
        Optional<Duration> again =
                passing
                        ? RetryAfter.read(
                                        response.headers().firstValue("retry-after").orElse(""),
                                        clock.instant())
                                .or(() -> Optional.of(backOff(tries)))
                                .filter(wait -> wait.compareTo(LONGEST_PAUSE) <= 0)
                        : Optional.empty();
        return new Try(List.of(), call, Optional.of(shortfall), again);
    }

    private Try read(String body, int tries, Usage call) {
        Usage usage = call;
        try {
            Object response = Json.read(body);
            if (response != null) {
                usage = usage.plus(api.usage(response));
                Optional<List<Claim>> claims = Claim.read(api.answer(response));
                if (claims.isPresent()) {
                    return new Try(claims.get(), usage, Optional.empty(), Optional.empty());
                }
            }
        } catch (IOException broken) {
            // Falls through: what is no JSON is nonsense as much as JSON of another form.
        }
        return new Try(
                List.of(),
                usage,
                Optional.of(
                        new Shortfall(
                                Shortfall.Kind.NONSENSE,
                                "The model's answer has not the form that was asked for.")),
                Optional.of(backOff(tries)));
    }

    /** Half of the pause is chance, so that many workers do not come back together. */
    private static Duration backOff(int tries) {
        long most = FIRST_PAUSE.toMillis() << Math.min(tries - 1, 6);
        return Duration.ofMillis(most / 2 + RandomGenerator.getDefault().nextLong(most / 2 + 1));
    }

    private HttpRequest request(String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.baseUrl() + api.path()))
                        .timeout(settings.timeout())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        api.headers(settings.key()).forEach(request::header);
        return request.build();
    }

    /** Made at the first call: it loads TLS. */
    private HttpClient client() {
        HttpClient made = http;
        if (made == null) {
            made =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(settings.timeout())
                            .build();
            http = made;
        }
        return made;
    }
}
