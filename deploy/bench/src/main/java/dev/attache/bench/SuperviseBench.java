package dev.attache.bench;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Trivial children under our manager and under pm2: started, killed, and what it costs to mind
 * them. One round of each after the other, several times. The child is the same shell script; under
 * pm2, whose children have no stdin, it becomes a `sleep` once it has told its pid, which is past
 * everything that is measured. pm2's daemon and our manager are there before the clock starts.
 */
final class SuperviseBench {
    private static final int FEW = 50;
    private static final int MANY = 500;
    private static final int ROUNDS_OF_FEW = 5;
    private static final int ROUNDS_OF_MANY = 2;
    private static final int KILLS = 8;
    private static final long SETTLED_MILLIS = 10_000;
    private static final long WATCHED_MILLIS = 15_000;
    private static final double MILLI = 1e6;

    private final Lab lab;
    private final Report report;

    SuperviseBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException, InterruptedException, SQLException, Refused {
        try (Managed house = new Managed(lab);
                Managed.Started first = house.start(Map.of("WARM_SPARES", "0"))) {
            // After it there is a start-up cache, as with every start of a version but its first.
            report.note("start-up cache of the manager " + first.ownCache());
        }
        compare(FEW, ROUNDS_OF_FEW);
        compare(MANY, ROUNDS_OF_MANY);
    }

    private void compare(int size, int rounds)
            throws IOException, InterruptedException, SQLException, Refused {
        Minded ours = new Minded();
        Minded theirs = new Minded();
        for (int round = 0; round < rounds; round++) {
            Path file = lab.home().resolve("pids-" + size + "-" + round);
            try (PidPipe pipe = new PidPipe(file)) {
                pm2(size, pipe, theirs);
                ours(size, pipe, ours);
            }
        }
        tell(size, ours, theirs);
    }

    /** What was measured of one supervisor, over all rounds. */
    private record Minded(
            Figures startMillis, Figures restarts, Figures shareMb, Figures cpuPercent) {
        Minded() {
            this(new Figures(), new Figures(), new Figures(), new Figures());
        }
    }

    private void tell(int size, Minded ours, Minded theirs) {
        report.compare(
                "start of " + size + " trivial children, ms",
                ours.startMillis,
                theirs.startMillis,
                "< pm2",
                1);
        report.compare(
                "kill -9 → restarted, " + size + " alive, ms",
                ours.restarts,
                theirs.restarts,
                "≤ pm2",
                1);
        int most = size == FEW ? 80 : 150;
        report.row(
                "supervisor's PSS with " + size + " idle children, MB",
                ours.shareMb.spread(),
                theirs.shareMb.spread(),
                ours.shareMb.median() / theirs.shareMb.median(),
                "≤ " + most,
                ours.shareMb.median() <= most);
        report.row(
                "supervisor's CPU with " + size + " idle children, %",
                ours.cpuPercent.spread(),
                theirs.cpuPercent.spread(),
                Double.NaN,
                "< 1",
                ours.cpuPercent.median() < 1);
    }

    private void ours(int size, PidPipe pipe, Minded minded)
            throws IOException, InterruptedException, SQLException, Refused {
        Path child = lab.node().resolve("trivial-child.sh");
        Map<String, String> settings =
                Map.of(
                        "WORKER_COMMAND", "'" + child + "' '" + pipe.file() + "'",
                        "MAX_CONCURRENT_AGENTS", String.valueOf(size),
                        "WARM_SPARES", "0",
                        "BACK_OFF_FIRST", "0",
                        "QUARANTINE_DEATHS", "1000",
                        "ATTACHE_LOG_LEVEL", "info");
        try (Managed house = new Managed(lab);
                Managed.Started manager = house.start(settings)) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                names.add("supervised-" + i);
            }
            long began = System.nanoTime();
            house.say("active", 1, names);
            mind(size, pipe, began, manager.manager().pid(), minded);
            house.say("idle", 0, names);
        }
    }

    private void pm2(int size, PidPipe pipe, Minded minded)
            throws IOException, InterruptedException {
        pm2("ping");
        long began = System.nanoTime();
        pm2(
                "start",
                lab.node().resolve("trivial-child.sh").toString(),
                "--interpreter",
                "/bin/sh",
                "--name",
                "trivial",
                "-i",
                String.valueOf(size),
                "--",
                pipe.file().toString(),
                "alone");
        long daemon = Long.parseLong(Files.readString(lab.home().resolve("pm2/pm2.pid")).strip());
        mind(size, pipe, began, daemon, minded);
        pm2("kill");
    }

    private void pm2(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node_modules/.bin/pm2"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(lab.node().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(lab.home().resolve("pm2.log").toFile());
        builder.environment().put("PM2_HOME", lab.home().resolve("pm2").toString());
        int exit = builder.start().waitFor();
        if (exit != 0) {
            throw new IOException(
                    "pm2 ended with code "
                            + exit
                            + ": "
                            + Files.readString(lab.home().resolve("pm2.log")));
        }
    }

    private static void mind(int size, PidPipe pipe, long began, long supervisor, Minded minded)
            throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>();
        long last = began;
        while (pids.size() < size) {
            PidPipe.Told told = pipe.next();
            pids.add(told.pid());
            last = told.at();
        }
        minded.startMillis.add((last - began) / MILLI);
        Thread.sleep(SETTLED_MILLIS);
        minded.shareMb.add(Managed.shareMb(supervisor));
        long before = Cpu.ticks(supervisor);
        Thread.sleep(WATCHED_MILLIS);
        // A tick is a hundredth of a second.
        minded.cpuPercent.add((Cpu.ticks(supervisor) - before) * 10.0 / WATCHED_MILLIS * 100);
        for (int i = 0; i < KILLS; i++) {
            long victim = pids.getFirst();
            long killed = System.nanoTime();
            ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
            PidPipe.Told told = pipe.next();
            minded.restarts.add((told.at() - killed) / MILLI);
            pids.set(0, told.pid());
            // It has to count as up before it dies again.
            Thread.sleep(1_200);
        }
    }
}
