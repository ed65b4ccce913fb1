package dev.attache.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What an attached worker holds, with fifty alive: its share (PSS) and what is resident. */
final class MemoryBench {
    private static final int ALIVE = 50;
    private static final int EDITS = 1_000;
    private static final double MEGA = 1024;

    private final Lab lab;
    private final Report report;

    MemoryBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    private record Memory(Figures share, Figures resident) {
        static Memory of(List<Long> pids) throws IOException {
            Memory memory = new Memory(new Figures(), new Figures());
            for (long pid : pids) {
                memory.share.add(field(pid, "Pss:"));
                memory.resident.add(field(pid, "Rss:"));
            }
            return memory;
        }

        private static double field(long pid, String name) throws IOException {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / MEGA)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    void run() throws IOException, InterruptedException {
        // One kind after the other: pages shared with the other kind would flatter neither.
        List<Memory> node = node();
        List<Memory> ours = ours();
        String[] when = {"idle", "after " + EDITS + " edits"};
        for (int i = 0; i < when.length; i++) {
            double ratio = ours.get(i).share.median() / node.get(i).share.median();
            report.row(
                    "PSS per worker, " + ALIVE + " alive, " + when[i] + ", MB",
                    ours.get(i).share.spread(),
                    node.get(i).share.spread(),
                    ratio,
                    "≤ 1.0 × Node",
                    ratio <= 1);
            report.row(
                    "RSS per worker, " + ALIVE + " alive, " + when[i] + ", MB",
                    ours.get(i).resident.spread(),
                    node.get(i).resident.spread(),
                    ours.get(i).resident.median() / node.get(i).resident.median(),
                    "≤ 45",
                    ours.get(i).resident.median() <= 45);
        }
    }

    private List<Memory> ours() throws IOException, InterruptedException {
        List<Child> workers = new ArrayList<>();
        try {
            for (int i = 0; i < ALIVE; i++) {
                Child worker = lab.worker(false);
                workers.add(worker);
                worker.say(lab.attach("java-" + i));
                lab.documents().hear(("synced java-" + i)::equals);
            }
            return measured("java-", workers.stream().map(Child::pid).toList());
        } finally {
            workers.forEach(Child::close);
        }
    }

    private List<Memory> node() throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>();
        for (int i = 0; i < ALIVE; i++) {
            String name = "node-" + i;
            lab.reference().say("attach " + name + " " + lab.address() + "/" + name);
            String said = lab.reference().hear(line -> line.startsWith("pid " + name)).text();
            pids.add(Long.parseLong(said.substring(said.lastIndexOf(' ') + 1)));
            lab.documents().hear(("synced " + name)::equals);
        }
        List<Memory> memory = measured("node-", pids);
        for (int i = 0; i < ALIVE; i++) {
            lab.reference().say("detach node-" + i);
            lab.reference().hear(line -> line.startsWith("gone "));
        }
        return memory;
    }

    private List<Memory> measured(String prefix, List<Long> pids)
            throws IOException, InterruptedException {
        Thread.sleep(3_000); // Idle is what it is after a while.
        Memory idle = Memory.of(pids);
        for (int i = 0; i < ALIVE; i++) {
            lab.documents().say("edits " + prefix + i + " " + EDITS);
            lab.documents().hear(("edited " + prefix + i)::equals);
        }
        Thread.sleep(3_000);
        return List.of(idle, Memory.of(pids));
    }
}
