package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An open row is an agent whose process lives under the manager it names; a closed one says so. */
final class NoRowLies implements Check {
    private static final Set<String> CLOSED = Set.of("disconnected", "error");

    @Override
    public String promise() {
        return "no row that lies";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        Map<String, Long> managers =
                facts.managers().stream()
                        .collect(Collectors.toMap(Facts.ManagerSeen::id, Facts.ManagerSeen::pid));
        for (Facts.Row row : facts.rows()) {
            if (row.open() == CLOSED.contains(row.status())) {
                complaints.add(
                        "%s is %s and %s"
                                .formatted(
                                        words(row), row.status(), row.open() ? "open" : "closed"));
            } else if (row.open()) {
                judgeOpen(row, managers, facts).ifPresent(complaints::add);
            }
        }
        for (Facts.Lease lease : facts.leases()) {
            boolean kept =
                    facts.rows().stream()
                            .anyMatch(
                                    row ->
                                            row.open()
                                                    && row.document().equals(lease.document())
                                                    && row.manager().equals(lease.manager()));
            if (!kept) {
                complaints.add(
                        "%s holds %s and has no agent there"
                                .formatted(lease.manager(), lease.document()));
            }
        }
        return complaints;
    }

    private static Optional<String> judgeOpen(
            Facts.Row row, Map<String, Long> managers, Facts facts) {
        Optional<Facts.WorkerSeen> process =
                facts.workers().stream().filter(worker -> worker.pid() == row.pid()).findAny();
        if (!row.status().equals("active")) {
            return Optional.of(words(row) + " is " + row.status());
        }
        if (process.isEmpty()) {
            return Optional.of(words(row) + " is active and its process is dead");
        }
        if (process.get().parent() != managers.getOrDefault(row.manager(), 0L)) {
            return Optional.of(words(row) + " is not a process of its manager");
        }
        boolean leased = facts.leases().contains(new Facts.Lease(row.document(), row.manager()));
        return leased ? Optional.empty() : Optional.of(words(row) + " has no lease");
    }

    private static String words(Facts.Row row) {
        return "the row of %s at %s (pid %d)".formatted(row.document(), row.manager(), row.pid());
    }
}
