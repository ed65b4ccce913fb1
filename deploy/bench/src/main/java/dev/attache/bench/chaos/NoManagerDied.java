package dev.attache.bench.chaos;

import java.util.List;

/** What is done to a manager, or kept from it, is no reason to end. */
final class NoManagerDied implements Check {
    @Override
    public String promise() {
        return "no manager died of itself";
    }

    @Override
    public List<String> complaints(Facts facts) {
        return facts.managers().stream()
                .filter(manager -> manager.died() > 0)
                .map(
                        manager ->
                                "%s died %d times; its log says of what"
                                        .formatted(manager.id(), manager.died()))
                .toList();
    }
}
