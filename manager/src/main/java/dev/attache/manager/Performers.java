package dev.attache.manager;

import dev.attache.manager.activity.ActivityFeed;
import dev.attache.manager.agent.Briefing;
import dev.attache.manager.agent.Lives;
import dev.attache.manager.fleet.Action;
import dev.attache.manager.launch.Launcher;
import dev.attache.manager.loop.Performer;
import dev.attache.manager.store.Leases;
import dev.attache.manager.store.WriteBehind;
import dev.attache.protocol.ToWorker;

/** Hands each decision to the adapter that carries it out; each of them queues and returns. */
final class Performers implements Performer {
    private final Launcher launcher;
    private final Leases leases;
    private final WriteBehind books;
    private final ActivityFeed feed;
    private final Briefing briefing;
    private final DecisionLog log;
    private final Watcher watcher;
    private final Lives lives;

    Performers(
            Launcher launcher,
            Leases leases,
            WriteBehind books,
            ActivityFeed feed,
            Briefing briefing,
            DecisionLog log,
            Watcher watcher,
            Lives lives) {
        this.launcher = launcher;
        this.leases = leases;
        this.books = books;
        this.feed = feed;
        this.briefing = briefing;
        this.log = log;
        this.watcher = watcher;
        this.lives = lives;
    }

    @Override
    public void perform(Action action) {
        log.decided(action);
        watcher.decided(action);
        switch (action) {
            case Action.Launch a -> launcher.launch(a.worker(), a.document());
            case Action.Assign a -> launcher.assign(a.worker(), a.document());
            case Action.Attach a -> {
                lives.began(a.worker(), a.life());
                launcher.tell(a.worker(), briefing.attach(a.life()));
            }
            case Action.FreshToken a -> launcher.tell(a.worker(), briefing.token(a.life()));
            case Action.Ping a -> launcher.tell(a.worker(), new ToWorker.Ping(a.id()));
            case Action.Release a -> launcher.tell(a.worker(), new ToWorker.Release());
            case Action.Stop a -> launcher.tell(a.worker(), new ToWorker.Shutdown());
            case Action.Terminate a -> launcher.terminate(a.worker());
            case Action.Kill a -> launcher.kill(a.worker());
            case Action.Claim a -> leases.claim(a);
            case Action.GiveBack a -> books.giveBack(a);
            case Action.Book a -> {
                books.book(a);
                if (a.status() == Action.Status.DISCONNECTED || a.status() == Action.Status.ERROR) {
                    lives.ended(a.worker());
                    books.ended(a.worker());
                }
            }
            case Action.Report a -> books.report(a);
            case Action.Quarantine a -> books.quarantine(a);
            case Action.LiftQuarantine a -> books.lift(a);
            case Action.Reread a -> feed.reread(a.document());
            case Action.Alarm _ -> {}
        }
    }
}
