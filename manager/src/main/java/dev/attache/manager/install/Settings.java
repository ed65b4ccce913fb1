package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The environment file: written once, and from then on the operator's. */
final class Settings {
    private static final int SECRET_BYTES = 32;
    private static final List<String> SECRETS = List.of("AGENT_TOKEN_SECRET", "USER_TOKEN_SECRET");
    private static final Pattern DATABASE = Pattern.compile("^DATABASE_URL=.+", Pattern.MULTILINE);

    private final Host host;
    private final Path sample;
    private final Account account;

    Settings(Host host, Path sample, Account account) {
        this.host = host;
        this.sample = sample;
        this.account = account;
    }

    List<Step> steps() throws IOException, InterruptedException, Refused {
        Path file = host.settings();
        if (!Files.exists(file)) {
            return List.of(
                    Step.toDo(
                            "Write %s from the sample, with new secrets for tokens (0640, root:attache)."
                                    .formatted(file),
                            this::write),
                    Step.note(
                            "Set DATABASE_URL in %s, and give its AGENT_TOKEN_SECRET and USER_TOKEN_SECRET to the document server as well."
                                    .formatted(file)));
        }
        List<Step> steps = new ArrayList<>();
        steps.add(Step.present("%s is there and stays as it is.".formatted(file)));
        if (!isGuarded(file)) {
            steps.add(
                    Step.toDo(
                            "Let only root and the group attache read %s (0640, root:attache)."
                                    .formatted(file),
                            () -> guard(file)));
        }
        if (Files.isReadable(file) && !DATABASE.matcher(Files.readString(file)).find()) {
            steps.add(Step.note("Set DATABASE_URL in %s.".formatted(file)));
        }
        return steps;
    }

    private void write() throws IOException, InterruptedException, Refused {
        String text = Files.readString(sample);
        for (String key : SECRETS) {
            Matcher empty = Pattern.compile("^#?" + key + "=$", Pattern.MULTILINE).matcher(text);
            if (!empty.find()) {
                throw new Refused("%s has no empty %s".formatted(sample, key));
            }
            text = empty.replaceFirst(key + "=" + freshSecret());
        }
        Replace.with(host.settings(), text, Rights.FOR_THE_GROUP);
        guard(host.settings());
    }

    private boolean isGuarded(Path file) throws IOException, InterruptedException, Refused {
        if (!Rights.FOR_THE_GROUP.areThoseOf(file)) {
            return false;
        }
        var numbers = account.numbers();
        if (!Rights.canGiveAway()) {
            return true;
        }
        return numbers.isPresent() && Rights.belongs(file, 0, numbers.get().group());
    }

    private void guard(Path file) throws IOException, InterruptedException, Refused {
        Rights.FOR_THE_GROUP.giveTo(file);
        var numbers = account.numbers();
        if (numbers.isPresent()) {
            Rights.hand(file, 0, numbers.get().group());
        }
    }

    private static String freshSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
