package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Each worker has a living manager, and is an agent or that manager's one spare. */
final class NoOrphans implements Check {
    static final int SPARES = 1;

    @Override
    public String promise() {
        return "no orphans, no process too many";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        Set<Long> managers =
                facts.managers().stream()
                        .map(Facts.ManagerSeen::pid)
                        .filter(pid -> pid != 0)
                        .collect(Collectors.toSet());
        Set<Long> agents =
                facts.rows().stream()
                        .filter(Facts.Row::open)
                        .map(Facts.Row::pid)
                        .collect(Collectors.toSet());
        if (managers.size() != facts.managers().size()) {
            complaints.add("only " + managers.size() + " managers live");
        }
        for (Facts.WorkerSeen worker : facts.workers()) {
            if (!managers.contains(worker.parent())) {
                complaints.add(
                        "process %d has no living manager, its parent is %d"
                                .formatted(worker.pid(), worker.parent()));
            }
        }
        for (long manager : managers) {
            long unknown =
                    facts.workers().stream()
                            .filter(worker -> worker.parent() == manager)
                            .filter(worker -> !agents.contains(worker.pid()))
                            .count();
            if (unknown > SPARES) {
                complaints.add(
                        "manager %d has %d processes that are in no open row"
                                .formatted(manager, unknown));
            }
        }
        return complaints;
    }
}
