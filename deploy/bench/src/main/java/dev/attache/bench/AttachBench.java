package dev.attache.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** From a launch, or from a waiting process, to an agent in step with its document. */
final class AttachBench {
    private static final int ROUNDS = 15;
    private static final int BURST = 20;
    private static final int BURSTS = 3;
    private static final int SENTENCES = 20;
    private static final double MILLI = 1e6;

    private final Lab lab;
    private final Report report;
    private int document;

    AttachBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        Figures cold = new Figures();
        Figures warm = new Figures();
        Figures node = new Figures();
        Figures work = new Figures();
        Figures nodesWork = new Figures();
        for (int round = 0; round < ROUNDS; round++) {
            cold.add(cold(work));
            node.add(node(nodesWork));
            warm.add(warm());
        }
        report.compare("cold launch → attached, ms", cold, node, 0.6);
        report.row(
                "CPU of a cold start until attached, ms",
                work.spread(),
                nodesWork.spread(),
                work.median() / nodesWork.median(),
                "",
                true);
        report.row(
                "attach of a waiting worker, ms",
                warm.spread(),
                node.spread(),
                warm.median() / node.median(),
                "≤ 0.15 × Node cold",
                warm.median() <= 0.15 * node.median());
        Figures ours = new Figures();
        Figures theirs = new Figures();
        for (int round = 0; round < BURSTS; round++) {
            ours.add(burst());
            theirs.add(burstOfNode());
        }
        report.compare(
                "burst of " + BURST + " cold launches, last one attached, ms", ours, theirs, 0.5);
        marks();
    }

    private String next() {
        return "bench-" + ++document;
    }

    private long synced(String name) throws InterruptedException {
        return lab.documents().hear(("synced " + name)::equals).at();
    }

    private double cold(Figures work) throws IOException, InterruptedException {
        String name = next();
        long began = System.nanoTime();
        try (Child worker = lab.worker(false)) {
            // A manager waits for `ready`, and so do we.
            worker.hear(line -> line.contains("\"ready\""));
            worker.say(lab.attach(name));
            double took = (synced(name) - began) / MILLI;
            work.add(Cpu.millis(worker.pid()));
            return took;
        }
    }

    private double warm() throws IOException, InterruptedException {
        String name = next();
        try (Child worker = lab.worker(true)) {
            worker.hear(line -> line.contains("\"ready\""));
            Thread.sleep(2_500); // A spare has waited; how long it takes to prime is not asked.
            long began = System.nanoTime();
            worker.say(lab.attach(name));
            return (synced(name) - began) / MILLI;
        }
    }

    private double node(Figures work) throws IOException, InterruptedException {
        String name = next();
        long began = System.nanoTime();
        lab.reference().say("attach " + name + " " + lab.address() + "/" + name);
        double took = (synced(name) - began) / MILLI;
        String said = lab.reference().hear(line -> line.startsWith("pid " + name + " ")).text();
        work.add(Cpu.millis(Long.parseLong(said.substring(said.lastIndexOf(' ') + 1))));
        lab.reference().say("detach " + name);
        lab.reference().hear(("gone " + name)::equals);
        return took;
    }

    private double burst() throws IOException, InterruptedException {
        List<Child> workers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            Child worker = lab.worker(false);
            String name = next();
            workers.add(worker);
            names.add(name);
            // It waits in the pipe until the process can read.
            worker.say(lab.attach(name));
        }
        long last = lastOf(names);
        workers.forEach(Child::close);
        return (last - began) / MILLI;
    }

    private double burstOfNode() throws InterruptedException {
        List<String> names = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < BURST; i++) {
            String name = next();
            names.add(name);
            lab.reference().say("attach " + name + " " + lab.address() + "/" + name);
        }
        long last = lastOf(names);
        for (String name : names) {
            lab.reference().say("detach " + name);
            lab.reference().hear(line -> line.startsWith("gone "));
        }
        return (last - began) / MILLI;
    }

    private long lastOf(List<String> names) throws InterruptedException {
        List<String> waited = new ArrayList<>(names);
        long last = 0;
        while (!waited.isEmpty()) {
            Child.Line line = lab.documents().hear(text -> text.startsWith("synced "));
            waited.remove(line.text().substring("synced ".length()));
            last = line.at();
        }
        return last;
    }

    private void marks() throws IOException, InterruptedException {
        String name = next();
        Figures took = new Figures();
        try (Child worker = lab.worker(false)) {
            worker.say(lab.attach(name));
            synced(name);
            // The first are read cold, and the introductions after a sync take half a second.
            for (int i = 0; i < SENTENCES + 10; i++) {
                long began = System.nanoTime();
                lab.documents().say("type " + name + " Number " + i + " went from Paris to Oslo. ");
                double ms = (lab.documents().hear(("marked " + name)::equals).at() - began) / MILLI;
                if (i >= 10) {
                    took.add(ms);
                }
            }
        }
        report.row(
                "edit with a full stop → mark at another peer, ms",
                took.spread(),
                "",
                Double.NaN,
                "≤ 30",
                took.median() <= 30);
    }
}
