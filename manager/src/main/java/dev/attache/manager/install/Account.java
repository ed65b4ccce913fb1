package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The user and the group that the manager runs as, made by systemd-sysusers. */
final class Account {
    static final String NAME = "attache";

    private static final int UID = 2;
    private static final int GID = 3;

    private final Host host;
    private final Path declaration;

    /** The declaration is the archive's. */
    Account(Host host, Path declaration) {
        this.host = host;
        this.declaration = declaration;
    }

    /** Its numbers, where it exists. */
    record Numbers(int user, int group) {}

    Step step() throws IOException, InterruptedException, Refused {
        if (numbers().isPresent()) {
            return Step.present("The user and the group attache exist.");
        }
        return Step.toDo(
                "Make the system user and group attache (%s, systemd-sysusers)."
                        .formatted(host.account()),
                this::make);
    }

    Optional<Numbers> numbers() throws IOException, InterruptedException, Refused {
        return entry().map(line -> line.split(":", -1))
                .filter(fields -> fields.length > GID)
                .map(
                        fields ->
                                new Numbers(
                                        Integer.parseInt(fields[UID]),
                                        Integer.parseInt(fields[GID])));
    }

    private Optional<String> entry() throws IOException, InterruptedException, Refused {
        if (host.isThisMachine()) {
            // Users may come from a directory service as well as from the file.
            Program asked = Program.run(List.of("getent", "passwd", NAME));
            return asked.exit() == 0 ? Optional.of(asked.said()) : Optional.empty();
        }
        Path users = host.root().resolve("etc/passwd");
        if (!Files.exists(users)) {
            return Optional.empty();
        }
        return Files.readAllLines(users).stream()
                .filter(line -> line.startsWith(NAME + ":"))
                .findFirst();
    }

    private void make() throws IOException, InterruptedException, Refused {
        Replace.with(host.account(), Files.readString(declaration), Rights.FOR_ALL);
        // A bare name is looked up under the root, a path is not.
        List<String> command = List.of("systemd-sysusers", "--root=" + host.root(), "attache.conf");
        Program made = Program.run(command);
        made.mustHaveWorked(command);
        if (numbers().isEmpty()) {
            throw new Refused("systemd-sysusers has not made the user attache: " + made.said());
        }
    }
}
