package dev.attache.manager.cli;

import dev.attache.manager.config.HttpConfig;
import dev.attache.manager.config.IdentityConfig;
import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.launch.FileNames;
import dev.attache.manager.status.ApiToken;
import dev.attache.protocol.DocumentId;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Speaks to the manager of this host, with the token of its state directory. */
final class ApiClient {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(15);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String managerId;
    private final String address;
    private final String token;

    private ApiClient(String managerId, String address, String token) {
        this.managerId = managerId;
        this.address = address;
        this.token = token;
    }

    static Path stateFolder(IdentityConfig identity) {
        return identity.home().resolve(FileNames.of(identity.managerId()));
    }

    static ApiClient of(ManagerConfig config) throws Trouble {
        String id = config.identity().managerId();
        Path folder = stateFolder(config.identity());
        String token =
                read(folder.resolve(ApiToken.TOKEN_FILE))
                        .orElseThrow(() -> noManager(id, "nothing of it is in " + folder));
        String address =
                read(folder.resolve(ApiToken.ADDRESS_FILE))
                        .orElseGet(() -> usualAddress(config.http()));
        return new ApiClient(id, address, token);
    }

    String get(String path) throws Trouble {
        return send(request(path).GET());
    }

    String post(String path, Map<String, String> query) throws Trouble {
        String parameters =
                query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path + (parameters.isEmpty() ? "" : "?" + parameters))
                        .POST(HttpRequest.BodyPublishers.noBody()));
    }

    static String path(DocumentId document) {
        return "documents/" + document.urlSegment();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
                .timeout(ANSWERS_WITHIN)
                .header("Authorization", "Bearer " + token);
    }

    private String send(HttpRequest.Builder request) throws Trouble {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            int exit =
                    switch (answer.statusCode()) {
                        case 401 -> Exit.NOT_ALLOWED;
                        case 400 -> Exit.USAGE;
                        default -> Exit.FAILED;
                    };
            throw new Trouble(exit, String.valueOf(JsonTree.object(answer.body()).get("error")));
        } catch (IOException e) {
            throw noManager(managerId, address + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(Exit.FAILED, "Interrupted.");
        }
    }

    private static String usualAddress(HttpConfig http) {
        String host = http.host().contains(":") ? "[" + http.host() + "]" : http.host();
        return "http://" + host + ":" + http.port();
    }

    private static Trouble noManager(String id, String why) {
        return new Trouble(
                Exit.NO_MANAGER,
                "No manager with MANAGER_ID=%s is running on this host: %s. Start it with `attache run`, or set MANAGER_ID and ATTACHE_HOME as it has them."
                        .formatted(id, why));
    }

    private static Optional<String> read(Path file) throws Trouble {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new Trouble(
                    Exit.NOT_ALLOWED,
                    "This user may not read %s: %s.".formatted(file, whoMay(file)));
        } catch (IOException e) {
            throw new Trouble(Exit.FAILED, file + " cannot be read: " + e.getMessage());
        }
    }

    /** Of the file, or of the folder that hides it. */
    private static String whoMay(Path file) {
        for (Path at = file; at != null; at = at.getParent()) {
            try {
                PosixFileAttributes attributes =
                        Files.readAttributes(at, PosixFileAttributes.class);
                return "its owner %s may, and the group %s (sudo usermod -aG %s YOU)"
                        .formatted(
                                attributes.owner().getName(),
                                attributes.group().getName(),
                                attributes.group().getName());
            } catch (IOException | UnsupportedOperationException e) {
                // Hidden by the folder above: that one tells.
            }
        }
        return "ask whoever runs the manager";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
