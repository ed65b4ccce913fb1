package dev.attache.bench.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One run: everything is started, broken for a while, left in peace, and looked at. */
public final class Chaos {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_AGENTS_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Path root;
    private final Options options;
    private final Report report;

    private Chaos(Path root, Options options, PrintStream out) {
        this.root = root;
        this.options = options;
        report = new Report(out);
    }

    /** The exit code: 0 when all held, 1 when something did not, 2 for words it does not know. */
    public static int run(Path root, List<String> words, PrintStream out)
            throws IOException, InterruptedException, SQLException {
        Options options;
        try {
            options = Options.of(words, System.nanoTime() & 0xffff);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "; " + Options.USAGE);
            return 2;
        }
        return new Chaos(root, options, out).run() ? 0 : 1;
    }

    private boolean run() throws IOException, InterruptedException, SQLException {
        report.begin(options);
        Path folder = Files.createTempDirectory("attache-chaos");
        boolean held = false;
        try (World world = new World(root, folder, options);
                MemoryLog memory = MemoryLog.start(world)) {
            held = run(world, memory);
        } catch (IOException | SQLException e) {
            report.brokenOff(e);
        }
        int left = Survey.workers(World.temporary(folder)).size();
        held &= left == 0;
        report.end(held, left, options, folder);
        if (held) {
            delete(folder);
        }
        return held;
    }

    private boolean run(World world, MemoryLog memory)
            throws IOException, InterruptedException, SQLException {
        Survey survey = new Survey(world, memory);
        awaitAgents(world.documentNames().size(), survey);
        Striker striker = new Striker(world);
        striker.run(Schedule.of(options.seed(), options.length()), options.length());
        int refused = world.managers().stream().mapToInt(RunningManager::refusedStarts).sum();
        report.faults(striker.done(), striker.inVain(), refused, world.realtime().told());

        // Documents that were abandoned in the turmoil must not keep an agent, and must be read
        // later.
        List<String> all = world.documentNames();
        Set<String> first = new TreeSet<>(all.subList(0, all.size() - 1));
        boolean held = settles("people in all documents but one", first, world, survey);
        Set<String> then = new TreeSet<>(all.subList(1, all.size()));
        held &= settles("people have moved on to that one", then, world, survey);
        report.figures(survey.take(then));
        return held;
    }

    /** What is not yet there cannot be broken. */
    private static void awaitAgents(int documents, Survey survey)
            throws IOException, InterruptedException, SQLException {
        long began = System.nanoTime();
        while (survey.documentsThatHadAnAgent() < documents) {
            if (System.nanoTime() - began > FIRST_AGENTS_WITHIN.toNanos()) {
                throw new IOException(
                        "not every document has had an agent within %d s: there is nothing to break"
                                .formatted(FIRST_AGENTS_WITHIN.toSeconds()));
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    /** Twice in a row, so that nothing holds for a moment only. */
    private boolean settles(String when, Set<String> inUse, World world, Survey survey)
            throws IOException, InterruptedException, SQLException {
        long began = System.nanoTime();
        world.people().gatherIn(inUse);
        boolean heldBefore = false;
        while (true) {
            Facts facts = survey.take(inUse);
            Duration after = Duration.ofNanos(System.nanoTime() - began);
            Verdict verdict = Verdict.of(facts, after);
            boolean settled = verdict.holds() && heldBefore;
            if (settled || after.compareTo(PATIENCE) > 0) {
                report.verdict(when, verdict);
                return verdict.holds();
            }
            heldBefore = verdict.holds();
            Thread.sleep(LOOK_EVERY);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
