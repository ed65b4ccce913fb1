package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Versions side by side, and two links that say which is in force and which was before it. A folder
 * is never written twice: a running manager's jars stay what they were.
 */
final class Versions {
    private final Host host;

    Versions(Host host) {
        this.host = host;
    }

    /** Where this archive lies, or will: beside another build of the same version, not over it. */
    Path placeOf(Path archive, String version) throws IOException {
        for (int build = 1; ; build++) {
            String name = "attache-" + version + (build == 1 ? "" : "-" + build);
            Path place = host.versions().resolve(name);
            if (!Replace.isThere(place)
                    || place.toRealPath().equals(archive.toRealPath())
                    || FolderCopy.isTheSame(archive, place)) {
                return place;
            }
        }
    }

    List<Step> install(Path archive, Path place) throws IOException, Refused {
        List<Step> steps = new ArrayList<>();
        steps.add(
                Replace.isThere(place)
                        ? Step.present("This version lies in %s.".formatted(place))
                        : Step.toDo(
                                "Copy this version to %s.".formatted(place),
                                () -> FolderCopy.lay(archive, place)));
        Path name = place.getFileName();
        Optional<Path> current = target(host.current());
        if (current.filter(name::equals).isPresent()) {
            steps.add(Step.present("%s leads to it.".formatted(host.current())));
            return steps;
        }
        current.ifPresent(
                before ->
                        steps.add(
                                link(
                                        "Keep %s for a roll-back: %s leads to it.",
                                        host.previous(), before)));
        steps.add(link("Bring %s into force: %s leads to it.", host.current(), name));
        return steps;
    }

    List<Step> rollBack() throws IOException, Refused {
        Path before = before();
        Path now =
                target(host.current())
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                "nothing is installed: %s is not there"
                                                        .formatted(host.current())));
        return List.of(
                link("Bring %s into force: %s leads to it.", host.current(), before),
                link("Keep %s for the way back: %s leads to it.", host.previous(), now));
    }

    /** The version that a roll-back brings back. */
    Path before() throws IOException, Refused {
        Path before =
                target(host.previous())
                        .orElseThrow(
                                () ->
                                        new Refused(
                                                "there is nothing to roll back to: %s is made by the first upgrade"
                                                        .formatted(host.previous())));
        if (!Files.isDirectory(host.versions().resolve(before))) {
            throw new Refused(
                    "there is nothing to roll back to: %s has been deleted"
                            .formatted(host.versions().resolve(before)));
        }
        return before;
    }

    /** The name of one that brought this unit file. */
    Optional<Path> withUnit(String text) throws IOException {
        if (!Files.isDirectory(host.versions())) {
            return Optional.empty();
        }
        try (Stream<Path> all = Files.list(host.versions())) {
            for (Path version : all.sorted().toList()) {
                Path unit = version.resolve(Unit.FILE);
                if (!Files.isSymbolicLink(version)
                        && Files.isRegularFile(unit)
                        && Files.readString(unit).equals(text)) {
                    return Optional.of(version.getFileName());
                }
            }
        }
        return Optional.empty();
    }

    private static Step link(String sentence, Path link, Path name) {
        return Step.toDo(sentence.formatted(name, link), () -> Replace.link(link, name));
    }

    private static Optional<Path> target(Path link) throws IOException, Refused {
        if (!Replace.isThere(link)) {
            return Optional.empty();
        }
        if (!Files.isSymbolicLink(link)) {
            throw new Refused(
                    "%s is not a link to a version: move it away, nothing else may be there"
                            .formatted(link));
        }
        return Optional.of(Files.readSymbolicLink(link).getFileName());
    }
}
