package dev.attache.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class DecisionLogTest {
    private static final DocumentId D = new DocumentId("d7");
    private static final WorkerId W = new WorkerId(3);

    private final Lines lines = new Lines();
    private final DecisionLog log = new DecisionLog(lines);

    @Test
    void eachLineAboutAProcessNamesItsDocument() {
        log.decided(new Action.Launch(W, D));
        log.happened(new Event.WorkerStarted(W, 41));
        log.happened(new Event.WorkerDisconnected(W, 1006, "gone"));
        log.decided(new Action.Release(W, Action.Reason.OUTRANKED, new DocumentId("d2")));
        log.decided(new Action.Release(W, Action.Reason.RESTART, null));
        log.decided(new Action.Stop(W, Action.Reason.OUTRANKED));
        log.decided(new Action.Stop(W, Action.Reason.IDLE));
        log.decided(new Action.Terminate(W, Action.Reason.IGNORED_STOP));
        log.decided(new Action.Kill(W, Action.Reason.IGNORED_TERM));
        log.happened(new Event.WorkerExited(W, Exit.code(0)));

        assertThat(lines.told).hasSize(10).allMatch(line -> line.contains("document=d7"));
    }

    @Test
    void postgresAnswersAgainOnlyWhereItDidNot() {
        log.happened(new Event.BooksReachable(true));
        assertThat(lines.told).isEmpty();

        log.happened(new Event.BooksReachable(false));
        log.happened(new Event.BooksReachable(true));

        assertThat(lines.told)
                .containsExactly(
                        "WARN Postgres cannot be used: agents stay attached, the books wait",
                        "INFO Postgres can be used again");
    }

    @Test
    void aLostClaimAndALateLoopAreTold() {
        log.happened(new Event.ClaimLost(D, "m2"));
        log.turned(Duration.ofSeconds(1));
        log.turned(Duration.ofSeconds(3));

        assertThat(lines.told)
                .containsExactly(
                        "INFO Another manager was faster document=d7 holder=m2",
                        "INFO The loop was late by_ms=3000: nobody is blamed for it");
    }

    @Test
    void whoComesBackIsNotSpawnedAgain() {
        var active = new Action.Book(new Life(D, 7, 1), W, Action.Status.ACTIVE, null);
        log.decided(active);
        log.decided(active);

        assertThat(lines.told.getFirst()).contains("Spawned agent for d7");
        assertThat(lines.told.getLast()).contains("Agent is back in d7");
    }

    /** INFO and above, as an operator reads them. */
    private static final class Lines extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        private final transient List<String> told = new ArrayList<>();

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                @Nullable Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            told.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return Lines.class.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return false;
        }

        @Override
        public boolean isDebugEnabled() {
            return false;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }
}
