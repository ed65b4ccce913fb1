package dev.attache.bench;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Trivial children under our manager and under pm2: started, killed, and what it costs to mind
 * them.
 */
final class SuperviseBench {
    private static final int[] SIZES = {50, 500};
    private static final int KILLS = 15;
    private static final long WATCHED_MILLIS = 15_000;
    private static final double MILLI = 1e6;

    private final Lab lab;
    private final Report report;

    SuperviseBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException, InterruptedException, SQLException, Refused {
        for (int size : SIZES) {
            try (PidPipe pipe = new PidPipe(lab.home().resolve("pids-" + size))) {
                Minded theirs = pm2(size, pipe);
                Minded ours = ours(size, pipe);
                tell(size, ours, theirs);
            }
        }
    }

    private record Minded(
            double startMillis, Figures restarts, double shareMb, double cpuPercent) {}

    private void tell(int size, Minded ours, Minded theirs) {
        report.row(
                "start of " + size + " trivial children, ms",
                number(ours.startMillis),
                number(theirs.startMillis),
                ours.startMillis / theirs.startMillis,
                "< pm2",
                ours.startMillis < theirs.startMillis);
        report.row(
                "kill -9 → restarted, " + size + " alive, ms",
                ours.restarts.spread(),
                theirs.restarts.spread(),
                ours.restarts.median() / theirs.restarts.median(),
                "≤ pm2",
                ours.restarts.median() <= theirs.restarts.median());
        int most = size == 50 ? 80 : 150;
        report.row(
                "supervisor's PSS with " + size + " idle children, MB",
                number(ours.shareMb),
                number(theirs.shareMb),
                ours.shareMb / theirs.shareMb,
                "≤ " + most,
                ours.shareMb <= most);
        report.row(
                "supervisor's CPU with " + size + " idle children, %",
                String.format(Locale.ROOT, "%.2f", ours.cpuPercent),
                String.format(Locale.ROOT, "%.2f", theirs.cpuPercent),
                Double.NaN,
                size == 500 ? "< 1" : "",
                ours.cpuPercent < 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private Minded ours(int size, PidPipe pipe)
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
            // The first start of a version builds the cache; that is not what is asked here.
            report.note("start-up cache of the manager " + manager.ownCache());
            List<String> names = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                names.add("supervised-" + i);
            }
            long began = System.nanoTime();
            house.say("active", 1, names);
            Minded minded = minded(size, pipe, began, manager.manager().pid());
            house.say("idle", 0, names);
            return minded;
        }
    }

    private Minded pm2(int size, PidPipe pipe) throws IOException, InterruptedException {
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
        Minded minded = minded(size, pipe, began, daemon);
        pm2("kill");
        return minded;
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

    private static Minded minded(int size, PidPipe pipe, long began, long supervisor)
            throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>();
        long last = began;
        while (pids.size() < size) {
            PidPipe.Told told = pipe.next();
            pids.add(told.pid());
            last = told.at();
        }
        Thread.sleep(3_000);
        double share = Managed.shareMb(supervisor);
        long before = ticks(supervisor);
        Thread.sleep(WATCHED_MILLIS);
        // A tick is a hundredth of a second.
        double cpu = (ticks(supervisor) - before) * 10.0 / WATCHED_MILLIS * 100;
        Figures restarts = new Figures();
        for (int i = 0; i < KILLS; i++) {
            long victim = pids.getFirst();
            long killed = System.nanoTime();
            ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
            PidPipe.Told told = pipe.next();
            restarts.add((told.at() - killed) / MILLI);
            pids.set(0, told.pid());
            // It has to count as up before it dies again.
            Thread.sleep(1_200);
        }
        return new Minded((last - began) / MILLI, restarts, share, cpu);
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
        return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    }
}
