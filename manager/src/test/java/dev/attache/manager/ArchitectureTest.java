package dev.attache.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may know whom, read from the compiled classes. */
class ArchitectureTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String ROOT = "dev.attache.manager.";

    @Test
    void theFleetKnowsOnlyTheLanguageTimeCollectionsAndTheProtocol() {
        assertThat(uses("fleet"))
                .allMatch(
                        name ->
                                name.matches("java\\.(lang|time|util)\\.[A-Za-z.$]+")
                                        || name.startsWith("dev.attache.protocol.")
                                        || name.startsWith(ROOT + "fleet.")
                                        || name.startsWith("org.jspecify."))
                .noneMatch(name -> name.equals("java.lang.Thread"))
                .noneMatch(name -> name.startsWith("java.util.concurrent"))
                .noneMatch(name -> name.equals("java.lang.System"));
    }

    @Test
    void theLoopKnowsOfOursOnlyTheFleet() {
        assertThat(ours("loop")).isSubsetOf(Set.of("fleet", "loop"));
    }

    @Test
    void adaptersDoNotKnowTheLauncherAndTheLauncherNoAdapter() {
        assertThat(ours("child")).isSubsetOf(Set.of("child", "proc"));
        assertThat(ours("launch")).isSubsetOf(Set.of("launch", "child", "fleet", "loop", "proc"));
        assertThat(ours("memory")).isSubsetOf(Set.of("memory", "fleet", "loop", "proc"));
        assertThat(ours("systemd")).isSubsetOf(Set.of("systemd"));
        assertThat(ours("activity")).isSubsetOf(Set.of("activity", "fleet", "loop"));
        assertThat(ours("metrics")).isSubsetOf(Set.of("metrics", "fleet", "loop"));
        assertThat(ours("store"))
                // Their ports, which have a Postgres twin here.
                .isSubsetOf(
                        Set.of(
                                "store",
                                "fleet",
                                "loop",
                                "activity",
                                "metrics",
                                "ingest",
                                "realtime"));
    }

    private static Set<String> ours(String room) {
        return uses(room).stream()
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> uses(String room) {
        Path folder = CLASSES.resolve((ROOT + room).replace('.', '/'));
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> classes = files.filter(f -> f.toString().endsWith(".class")).toList();
            assertThat(classes).as("classes of " + room).isNotEmpty();
            Set<String> names = new TreeSet<>();
            for (Path file : classes) {
                for (var entry : ClassFile.of().parse(file).constantPool()) {
                    if (entry instanceof ClassEntry used
                            && !used.asInternalName().startsWith("[")) {
                        names.add(used.asInternalName().replace('/', '.'));
                    }
                }
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
