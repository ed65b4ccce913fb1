package dev.attache.manager.store;

import dev.attache.manager.testkit.InMemoryManagers;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

final class InMemoryManagersTest extends LeaseTableContract {
    private InMemoryManagers world = new InMemoryManagers();

    @Override
    ManagerTable managers() {
        return world;
    }

    @Override
    LeaseTable leases(ManagerIdentity manager) {
        return world.leasesOf(manager);
    }

    @Override
    void giveBack(DocumentId document, long epoch) {
        world.giveBack(document, epoch);
    }

    @Override
    void remember(DocumentId document, Checkpoint checkpoint) {
        world.remember(document, checkpoint);
    }

    @Override
    void empty() {
        world = new InMemoryManagers();
    }

    @Override
    void goAway() {
        world.goAway();
    }

    @Override
    void comeBack() {
        world.comeBack();
    }
}
