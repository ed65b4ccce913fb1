package dev.attache.manager.launch;

import dev.attache.manager.fleet.Event.PeopleSeen;
import dev.attache.manager.fleet.Event.WorkerAnswered;
import dev.attache.manager.fleet.Event.WorkerBusy;
import dev.attache.manager.fleet.Event.WorkerConnected;
import dev.attache.manager.fleet.Event.WorkerDisconnected;
import dev.attache.manager.fleet.Event.WorkerFailed;
import dev.attache.manager.fleet.Event.WorkerFree;
import dev.attache.manager.fleet.Event.WorkerReady;
import dev.attache.manager.fleet.Event.WorkerReleased;
import dev.attache.manager.fleet.Event.WorkerSaidBye;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.protocol.FromWorker;

/**
 * Control and data part here: what decides something goes to the loop, the rest past it. What is
 * text will stand in logs, so it is made legible.
 */
record Route(Inbox inbox, SideLine sideLine) {
    void to(WorkerId worker, FromWorker said) {
        switch (said) {
            case FromWorker.Metrics metrics -> sideLine.metrics(worker, metrics);
            case FromWorker.CheckpointTaken taken ->
                    sideLine.checkpoint(worker, taken.checkpoint());
            case FromWorker.Ready ready -> inbox.put(new WorkerReady(worker, legible(ready)));
            case FromWorker.Connected _ -> inbox.put(new WorkerConnected(worker));
            case FromWorker.Disconnected d ->
                    inbox.put(new WorkerDisconnected(worker, d.code(), Legible.text(d.reason())));
            case FromWorker.Pong pong ->
                    inbox.put(new WorkerAnswered(worker, pong.id(), pong.doing()));
            case FromWorker.Busy _ -> inbox.put(new WorkerBusy(worker));
            case FromWorker.Free _ -> inbox.put(new WorkerFree(worker));
            case FromWorker.Released _ -> inbox.put(new WorkerReleased(worker));
            case FromWorker.Activity a -> inbox.put(new PeopleSeen(worker, a.people(), a.edited()));
            case FromWorker.Failure f ->
                    inbox.put(new WorkerFailed(worker, f.cause(), Legible.text(f.message())));
            case FromWorker.Bye bye ->
                    inbox.put(new WorkerSaidBye(worker, bye.reason(), bye.epoch()));
        }
    }

    private static FromWorker.Ready legible(FromWorker.Ready ready) {
        return new FromWorker.Ready(ready.protocol(), Legible.text(ready.version()), ready.can());
    }
}
