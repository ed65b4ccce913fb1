package dev.attache.manager.agent;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.store.Memories;
import dev.attache.manager.store.Usage;
import dev.attache.protocol.ToWorker;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together what a worker is told when it is attached. Others read its days and expiries by
 * their own calendars, so it takes a `Clock`, which steady time is not.
 */
public final class Briefing {
    private static final List<String> BUDGETS = List.of("budget.calls", "budget.tokens");

    private final DocumentUrls urls;
    private final AgentTokens tokens;
    private volatile Map<String, String> settings;
    private final Memories memories;
    private final Clock calendar;

    public Briefing(
            DocumentUrls urls,
            AgentTokens tokens,
            Map<String, String> settings,
            Memories memories,
            Clock calendar) {
        this.urls = urls;
        this.tokens = tokens;
        this.settings = Map.copyOf(settings);
        this.memories = memories;
        this.calendar = calendar;
    }

    /** Budgets hold from the next attach on; everything else as it was at the start. */
    public void reload(Map<String, String> changed) {
        Map<String, String> told = new HashMap<>(settings);
        for (String budget : BUDGETS) {
            told.remove(budget);
            if (changed.containsKey(budget)) {
                told.put(budget, changed.get(budget));
            }
        }
        settings = Map.copyOf(told);
    }

    public ToWorker.Attach attach(Life life) {
        Map<String, String> told = new HashMap<>(settings);
        Usage today = memories.usage(life.document());
        told.put("budget.day", today.day().toString());
        told.put("budget.calls_used", Long.toString(today.calls()));
        told.put("budget.tokens_used", Long.toString(today.tokens()));
        return new ToWorker.Attach(
                life.document(),
                life.agentId(),
                life.epoch(),
                life.number(),
                urls.of(life.document()),
                tokens.mint(life, calendar.instant()),
                told,
                memories.checkpoint(life.document()).orElse(null));
    }

    public ToWorker.Token token(Life life) {
        return new ToWorker.Token(tokens.mint(life, calendar.instant()));
    }
}
