package dev.attache.worker.crdt;

import java.util.List;

/** How each edit of a transaction went, and what they did together. */
public record Edited(List<Edit.Outcome> outcomes, Changes changes) {
    public boolean allDone() {
        return outcomes.stream().allMatch(Edit.Outcome.DONE::equals);
    }
}
