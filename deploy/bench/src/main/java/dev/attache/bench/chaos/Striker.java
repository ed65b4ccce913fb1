package dev.attache.bench.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does what the schedule has decided, each strike on a thread of its own, and undoes it. */
final class Striker {
    private final World world;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private int inVain;

    Striker(World world) {
        this.world = world;
    }

    /** Returns when the last is undone. */
    void run(List<Strike> strikes, Duration length) throws InterruptedException, IOException {
        long began = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Strike strike : strikes) {
                sleepUntil(began, strike.at());
                running.add(
                        threads.submit(
                                () -> {
                                    strike(strike);
                                    return null;
                                }));
            }
            sleepUntil(began, length);
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a fault could not be undone: " + e.getCause(), e);
        }
    }

    /** How often each kind was done. */
    synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Strikes that found nobody to hit. */
    synchronized int inVain() {
        return inVain;
    }

    private void strike(Strike strike) throws IOException, InterruptedException, SQLException {
        switch (strike.fault()) {
            case KILL_WORKER -> signalWorker(strike, "KILL");
            case FREEZE_WORKER -> {
                long pid = signalWorker(strike, "STOP");
                Thread.sleep(strike.lasts());
                // It may have been killed meanwhile, which is what it was frozen for.
                if (pid != 0 && isWorker(pid)) {
                    signal("CONT", pid);
                }
            }
            case KILL_MANAGER -> {
                RunningManager manager = manager(strike);
                manager.killAlone();
                count(strike, true);
                Thread.sleep(strike.lasts());
                manager.startAgain();
            }
            case FREEZE_MANAGER -> {
                long pid = manager(strike).pid();
                count(strike, pid != 0);
                if (pid != 0) {
                    signal("STOP", pid);
                    Thread.sleep(strike.lasts());
                    signal("CONT", pid);
                }
            }
            case RESTART_DOCUMENTS, KILL_DOCUMENTS -> {
                world.stopDocuments(strike.fault() == Fault.KILL_DOCUMENTS);
                count(strike, true);
                Thread.sleep(strike.lasts());
                world.startDocumentsAgain();
            }
            case RESTART_POSTGRES -> {
                world.postgres().stop();
                count(strike, true);
                Thread.sleep(strike.lasts());
                world.postgres().startAgain();
            }
            case CUT_POSTGRES -> count(strike, world.postgres().cutConnections());
            case RESTART_REALTIME -> {
                world.realtime().kill();
                count(strike, true);
                Thread.sleep(strike.lasts());
                world.realtime().startAgain();
            }
            case DROP_SOCKETS -> {
                world.realtime().dropSockets();
                count(strike, true);
            }
            case DEAFEN_REALTIME -> misbehave(strike, Realtime.Mishap.DEAF);
            case LOSE_ROWS -> misbehave(strike, Realtime.Mishap.LOSE);
            case DOUBLE_ROWS -> misbehave(strike, Realtime.Mishap.DOUBLE);
            case REFUSE_JOINS -> misbehave(strike, Realtime.Mishap.REFUSE);
        }
    }

    private void misbehave(Strike strike, Realtime.Mishap mishap)
            throws IOException, InterruptedException {
        world.realtime().misbehave(mishap);
        count(strike, true);
        Thread.sleep(strike.lasts());
        world.realtime().behave(mishap);
    }

    private long signalWorker(Strike strike, String signal)
            throws IOException, InterruptedException {
        List<Facts.WorkerSeen> workers = Survey.workers(world.temporary());
        count(strike, !workers.isEmpty());
        if (workers.isEmpty()) {
            return 0;
        }
        long pid = workers.get(strike.choice() % workers.size()).pid();
        signal(signal, pid);
        return pid;
    }

    private boolean isWorker(long pid) {
        return Survey.workers(world.temporary()).stream().anyMatch(w -> w.pid() == pid);
    }

    private RunningManager manager(Strike strike) {
        List<RunningManager> managers = world.managers();
        return managers.get(strike.choice() % managers.size());
    }

    private synchronized void count(Strike strike, boolean hit) {
        if (hit) {
            done.merge(strike.fault(), 1, Integer::sum);
        } else {
            inVain++;
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        // Gone already is as good.
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid + " 2>&1").start().waitFor();
    }

    private static void sleepUntil(long began, Duration at) throws InterruptedException {
        long left = began + at.toNanos() - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
