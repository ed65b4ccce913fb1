package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a host and says what is to be done there, in order. */
public final class Installation {
    private final Host host;

    public Installation(Host host) {
        this.host = host;
    }

    /** Of the unpacked archive in this folder: the first time, or over an older one. */
    public List<Step> install(Path archive, String version)
            throws IOException, InterruptedException, Refused {
        Versions versions = new Versions(host);
        Path place = versions.placeOf(archive, version);
        boolean isFirst = !Files.isSymbolicLink(host.current());
        Account account =
                new Account(host, archive.resolve("deploy/systemd/attache.sysusers.conf"));
        List<Step> steps = new ArrayList<>();
        steps.add(account.step());
        steps.addAll(ProgramRights.steps(host, place));
        steps.addAll(versions.install(archive, place));
        steps.add(command());
        steps.addAll(
                new Settings(host, archive.resolve("deploy/attache.env.sample"), account).steps());
        steps.add(new State(host, account).step());
        steps.addAll(new Unit(host).steps(place, archive));
        homeOfJdk().ifPresent(steps::add);
        steps.add(
                Step.note(
                        isFirst
                                ? "Then: attache migrate --config %s, and systemctl enable --now attache."
                                        .formatted(host.settings())
                                : "Then: attache migrate --config %s, and systemctl restart attache; `attache install --roll-back` goes back."
                                        .formatted(host.settings())));
        return steps;
    }

    /** To the version that the last upgrade has replaced; the schema and the settings stay. */
    public List<Step> rollBack() throws IOException, Refused {
        Versions versions = new Versions(host);
        Path before = host.versions().resolve(versions.before());
        List<Step> steps = new ArrayList<>(versions.rollBack());
        steps.addAll(new Unit(host).steps(before, before));
        steps.add(Step.note("Then: systemctl restart attache."));
        return steps;
    }

    private Step command() throws IOException {
        Path link = host.command();
        Path target = host.commands().relativize(host.current().resolve("attache"));
        if (Replace.leadsTo(link, target)) {
            return Step.present("The command %s is there.".formatted(link));
        }
        if (Replace.isThere(link)) {
            return Step.note(
                    "%s is something else and stays: the command is %s."
                            .formatted(link, host.current().resolve("attache")));
        }
        return Step.toDo(
                "Put the command attache on the PATH (%s).".formatted(link),
                () -> Replace.link(link, target));
    }

    private static Optional<Step> homeOfJdk() {
        Path jdk = Path.of(System.getProperty("java.home"));
        return jdk.startsWith("/home") || jdk.startsWith("/root")
                ? Optional.of(
                        Step.note(
                                "The JDK in %s is hidden from the service, as all homes are: install one under /usr/lib/jvm."
                                        .formatted(jdk)))
                : Optional.empty();
    }
}
