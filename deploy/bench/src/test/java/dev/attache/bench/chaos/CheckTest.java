package dev.attache.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Each promise is seen to be broken when it is, and is not when it is not. */
class CheckTest {
    private final Calm calm = new Calm();

    @Test
    void inACalmWorldNobodyComplains() {
        assertThat(Verdict.of(calm.facts(), Duration.ZERO).holds()).isTrue();
    }

    @Test
    void twoAgentsOrNoneAreSeen() {
        calm.people.set(0, Calm.person("ana", "here", 2, Calm.marked("geo-1", "geo-2")));
        calm.people.set(1, Calm.person("ben", "here", 0, Calm.marked("geo-1", "geo-2")));

        assertBroken(new OneAgentEach(), "ana sees 2 agents", "ben sees 0 agents");
    }

    @Test
    void anAgentWithoutPeopleIsSeen() {
        calm.objects.set(1, new Facts.ObjectSeen("d2", 0, "attached", 0, 0, 13));
        calm.rows.add(new Facts.Row("d2", "active", true, 101, "m"));

        assertBroken(new OneAgentEach(), "d2 says its agent is attached", "d2 has 1 active rows");
    }

    @Test
    void aDocumentThatDoesNotAnswerIsSeen() {
        calm.inUse = Set.of("d1", "d3");

        assertBroken(new OneAgentEach(), "d3 does not answer");
    }

    @Test
    void aWrongCountAndAMissingPersonAreSeen() {
        calm.people.set(1, Calm.person("ben", "connecting", 0));

        assertBroken(new OneAgentEach(), "ben is not in step", "d1 counts 2 people, there are 1");
    }

    @Test
    void aManagerThatRealtimeNoLongerTellsIsSeen() {
        calm.heardBy = 0;

        assertBroken(new RealtimeIsHeard(), "Realtime has 0 channels");
    }

    @Test
    void anOrphanIsSeen() {
        calm.workers.add(new Facts.WorkerSeen(102, 1));

        assertBroken(new NoOrphans(), "process 102 has no living manager");
    }

    @Test
    void aProcessTooManyIsSeen() {
        calm.workers.add(new Facts.WorkerSeen(102, 1_000));

        assertBroken(new NoOrphans(), "manager 1000 has 2 processes that are in no open row");
    }

    @Test
    void aDeadManagerIsSeen() {
        calm.managers.add(new Facts.ManagerSeen("n", 0, 0, List.of()));

        assertBroken(new NoOrphans(), "only 1 managers live");
    }

    @Test
    void aManagerThatDiedOfItselfIsSeen() {
        calm.managers.set(0, new Facts.ManagerSeen("m", 1_000, 2, List.of()));

        assertBroken(new NoManagerDied(), "m died 2 times");
    }

    @Test
    void eachLostEventIsSeen() {
        List<Facts.Told> all = List.copyOf(calm.events);
        for (Facts.Told lost : all) {
            calm.events.clear();
            calm.events.addAll(all);
            calm.events.remove(lost);

            assertThat(new NoEventLost().complaints(calm.facts())).as("%s", lost).isNotEmpty();
        }
    }

    @Test
    void aDoubledEventIsSeen() {
        calm.events.add(new Facts.Told("d1", "user_joined", 2, 20));

        assertBroken(new NoEventLost(), "user_joined with 2 people (d1, seq 20) cannot follow");
    }

    @Test
    void whatTheOutboxKeepsBackIsSeen() {
        calm.objects.set(0, new Facts.ObjectSeen("d1", 2, "attached", 1, 2, 20));

        assertBroken(new NoEventLost(), "d1 keeps 1 events back and has set 2 aside");
    }

    @Test
    void copiesThatDifferAreSeen() {
        calm.people.set(1, Calm.person("ben", "here", 1, Calm.marked("geo-1", "geo-3")));

        assertBroken(new SameTextForAll(), "ben sees another text than ana");
    }

    @Test
    void aLostSentenceAndADoubledOneAreSeen() {
        calm.allSee();
        assertBroken(new SameTextForAll(), "is there 0 times");

        calm.allSee(Calm.marked("geo-1", "geo-2"), Calm.marked("geo-3", "geo-4"));
        assertBroken(new SameTextForAll(), "is there 2 times");
    }

    @Test
    void aLostMarkIsSeen() {
        calm.allSee(
                new Facts.Paragraph(Calm.SENTENCE, List.of(new Facts.Mark(14, "Oslo", "geo-1"))));

        assertBroken(new EverySentenceMarked(), "has marks on [Oslo], not on [Oslo, Riga]");
    }

    @Test
    void aMarkThatDoesNotCoverTheNameIsSeen() {
        calm.allSee(
                new Facts.Paragraph(
                        Calm.SENTENCE,
                        List.of(
                                new Facts.Mark(14, "Oslo to", "geo-1"),
                                new Facts.Mark(22, "Riga", "geo-2"))));

        assertBroken(new EverySentenceMarked(), "has marks on [Oslo to, Riga]");
    }

    @Test
    void aMarkWithTheIdOfAnotherIsSeen() {
        calm.allSee(Calm.marked("geo-1", "geo-1"));

        assertBroken(new EverySentenceMarked(), "the mark geo-1 is there twice");
    }

    @Test
    void aMarkOverAnotherIsSeen() {
        calm.allSee(
                new Facts.Paragraph(
                        Calm.SENTENCE,
                        List.of(
                                new Facts.Mark(14, "Oslo", "geo-1"),
                                new Facts.Mark(14, "Oslo", "geo-9"),
                                new Facts.Mark(22, "Riga", "geo-2"))));

        assertBroken(new EverySentenceMarked(), "has marks on [Oslo, Oslo, Riga]");
    }

    @Test
    void aMarkInRunsIsOneMark() {
        calm.allSee(
                new Facts.Paragraph(
                        Calm.SENTENCE,
                        List.of(
                                new Facts.Mark(14, "Os", "geo-1"),
                                new Facts.Mark(16, "lo", "geo-1"),
                                new Facts.Mark(22, "Riga", "geo-2"))));

        assertThat(new EverySentenceMarked().complaints(calm.facts())).isEmpty();
    }

    @Test
    void anActiveRowOfADeadProcessIsSeen() {
        calm.workers.removeFirst();

        assertBroken(new NoRowLies(), "is active and its process is dead");
    }

    @Test
    void aRowOfAnotherManagersProcessIsSeen() {
        calm.workers.set(0, new Facts.WorkerSeen(100, 2_000));

        assertBroken(new NoRowLies(), "is not a process of its manager");
    }

    @Test
    void rowsThatAreNeitherOpenNorClosedAreSeen() {
        calm.rows.add(new Facts.Row("d2", "disconnected", true, 0, "m"));
        calm.rows.add(new Facts.Row("d2", "active", false, 0, "m"));
        calm.rows.add(new Facts.Row("d2", "detaching", true, 101, "m"));

        assertBroken(
                new NoRowLies(),
                "is disconnected and open",
                "is active and closed",
                "is detaching");
    }

    @Test
    void aLeaseWithoutAnAgentAndAnAgentWithoutALeaseAreSeen() {
        calm.leases.set(0, new Facts.Lease("d2", "m"));

        assertBroken(new NoRowLies(), "has no lease", "m holds d2 and has no agent there");
    }

    @Test
    void memoryThatGrowsIsSeen() {
        calm.managers.set(
                0,
                Calm.manager(
                        new Facts.Held(Duration.ofMinutes(2), 150),
                        new Facts.Held(Duration.ofMinutes(60), 250)));

        assertBroken(new MemoryIsFlat(), "m held 150 MB when it was warm and holds 250 MB now");
    }

    @Test
    void memoryBeyondAllBoundsIsSeenAtOnce() {
        calm.managers.set(0, Calm.manager(new Facts.Held(Duration.ofSeconds(5), 2_000)));

        assertBroken(new MemoryIsFlat(), "m holds 2000 MB");
    }

    private void assertBroken(Check check, String... complaints) {
        List<String> found = check.complaints(calm.facts());
        for (String complaint : complaints) {
            assertThat(found).as(check.promise()).anyMatch(each -> each.contains(complaint));
        }
        assertThat(Verdict.of(calm.facts(), Duration.ZERO).holds()).isFalse();
    }
}
