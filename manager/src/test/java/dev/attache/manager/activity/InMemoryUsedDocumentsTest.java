package dev.attache.manager.activity;

import dev.attache.manager.fleet.Wish;
import dev.attache.manager.testkit.InMemoryUsedDocuments;

import java.time.Duration;

final class InMemoryUsedDocumentsTest extends UsedDocumentsContract {
    private final InMemoryUsedDocuments table = new InMemoryUsedDocuments();

    @Override
    protected UsedDocuments table() {
        return table;
    }

    @Override
    protected void use(String document, Duration activityAge) {
        table.use(document, activityAge);
    }

    @Override
    protected void useWithSign(String document, Duration activityAge, Duration signAge) {
        table.use(document, activityAge, signAge);
    }

    @Override
    protected void leave(String document) {
        table.leave(document);
    }

    @Override
    protected void leaseElsewhere(String document, String manager, long epoch) {
        table.lease(document, manager, epoch);
    }

    @Override
    protected void wish(String document, Wish wish) {
        table.wish(document, wish);
    }

    @Override
    protected void quarantine(String document, String reason, Duration liftableIn) {
        table.quarantine(document, reason, liftableIn);
    }

    @Override
    protected void lift(String document) {
        table.lift(document);
    }

    @Override
    protected void goAway() {
        table.goAway("a test");
    }

    @Override
    protected void comeBack() {
        table.comeBack();
    }
}
