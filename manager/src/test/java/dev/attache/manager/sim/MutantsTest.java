package dev.attache.manager.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/** A simulation that has never failed has said nothing. */
class MutantsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/attache/manager/fleet");
    private static final int WORLDS = 400;
    private static final int WORLDS_WITHOUT_ORACLE = 50;

    @TempDir Path classes;

    static List<Mutant> mutants() {
        return Mutants.ALL;
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) throws IOException, ReflectiveOperationException {
        compile(mutant);

        assertThat(firstSeedThatFails("run", WORLDS, mutant.likelySeed()))
                .as("seed that catches: " + mutant)
                .isPositive();
    }

    static List<Mutant> mutantsForTheOracle() {
        return Mutants.FOR_THE_ORACLE;
    }

    @ParameterizedTest
    @MethodSource("mutantsForTheOracle")
    void isCaughtByTheOracleAlone(Mutant mutant) throws IOException, ReflectiveOperationException {
        compile(mutant);

        assertThat(firstSeedThatFails("runWithoutOracle", WORLDS_WITHOUT_ORACLE, 1))
                .as("seed that catches without the oracle: " + mutant)
                .isZero();
        assertThat(firstSeedThatFails("run", WORLDS_WITHOUT_ORACLE, 1))
                .as("seed that catches with it: " + mutant)
                .isPositive();
    }

    private void compile(Mutant mutant) throws IOException {
        Path mutated = Files.createDirectories(classes.resolve("src"));
        Path right = SOURCES.resolve(mutant.file()).normalize();
        try (Stream<Path> files = Files.list(right.getParent())) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                if (file.equals(right)) {
                    assertThat(source).contains(mutant.right());
                    source = source.replace(mutant.right(), mutant.wrong());
                }
                Files.writeString(mutated.resolve(file.getFileName().toString()), source);
            }
        }
        try (Stream<Path> files = Files.list(mutated)) {
            String[] arguments =
                    Stream.concat(
                                    Stream.of(
                                            "-nowarn",
                                            "-proc:none",
                                            "-d",
                                            classes.toString(),
                                            "-cp",
                                            System.getProperty("java.class.path")),
                                    files.map(Path::toString))
                            .toArray(String[]::new);
            int exit = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments);
            assertThat(exit).as("the mutant compiles").isZero();
        }
    }

    private long firstSeedThatFails(String how, int worlds, long first)
            throws ReflectiveOperationException {
        ClassLoader loader = new MutatedClasses(classes, getClass().getClassLoader());
        var run = loader.loadClass(Simulation.class.getName()).getMethod(how, long.class);
        for (long seed = first; seed < first + worlds; seed++) {
            try {
                run.invoke(null, seed);
            } catch (InvocationTargetException e) {
                Objects.requireNonNull(e.getCause());
                return seed;
            }
        }
        return 0;
    }
}
