package dev.attache.bench;

import dev.attache.bench.chaos.Chaos;

import java.nio.file.Path;
import java.util.List;

/**
 * `./attache bench WHICH`: the exit code is 0 whatever is met; 2 for a word that is none. Chaos
 * measures nothing and promises something: 1 when that did not hold.
 */
public final class Main {
    private static final List<String> ALL =
            List.of("attach", "path", "memory", "supervise", "fleet");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("attache.home", ".")).toAbsolutePath();
        if (arguments.length > 0 && arguments[0].equals("chaos")) {
            List<String> words = List.of(arguments).subList(1, arguments.length);
            System.exit(Chaos.run(root, words, System.out));
        }
        List<String> which =
                arguments.length == 0 || arguments[0].equals("all") ? ALL : List.of(arguments);
        if (!ALL.containsAll(which)) {
            System.err.println(
                    "usage: attache bench [attach | path | memory | supervise | fleet]… | chaos …");
            System.exit(2);
        }
        Report report = new Report(System.out);
        try (Lab lab = new Lab(root)) {
            report.machine(List.of("Node beside it"));
            report.note("start-up cache of workers " + lab.startCache());
            for (String name : which) {
                switch (name) {
                    case "attach" -> {
                        new AttachBench(lab, report).run();
                        new PingBench(lab, report).run();
                    }
                    case "path" -> new PathBench(lab, report).run();
                    case "memory" -> new MemoryBench(lab, report).run();
                    case "supervise" -> new SuperviseBench(lab, report).run();
                    default -> new FleetBench(report).run();
                }
            }
        }
        System.exit(0);
    }
}
