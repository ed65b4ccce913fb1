package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.TextDelta;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.extract.Passage;
import dev.attache.worker.marks.Marked;
import dev.attache.worker.replica.News;
import dev.attache.worker.replica.People;
import dev.attache.worker.replica.Replica;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The document and the ports: performs what was planned, and tells the books what came of it. */
final class Stage {
    private static final long FIRST_CLIENT = 1L << 32;
    private static final long LAST_CLIENT = 1L << 48;

    private final Session books;
    private final Ports ports;
    private final Colours colours = new Colours();
    private @Nullable Joined joined;

    private record Joined(
            YDocument document, Replica replica, MarkWriter writer, Decisions decisions) {}

    Stage(Session books, Ports ports) {
        this.books = books;
        this.ports = ports;
    }

    void perform(Action action, Instant now) {
        switch (action) {
            case Action.Say(FromWorker message) -> ports.mouth().say(message);
            case Action.Log(String line) -> ports.log().accept(line);
            case Action.Join join -> join(join, now);
            case Action.Token(String token) -> {
                if (joined != null) {
                    joined.replica().token(token, now);
                }
            }
            case Action.Ask(List<Unread> sentences) -> ask(sentences);
            case Action.Write(List<Finding> findings) -> write(findings, now);
            case Action.Tidy(List<String> ids) -> tidy(ids);
            case Action.Show show -> {
                if (joined != null) {
                    joined.replica().present(show.presence(), now);
                }
            }
            case Action.Keep _ -> ports.mouth().say(checkpoint());
            case Action.Measure _ -> ports.mouth().say(metrics(now));
            case Action.Leave _ -> {} // The loop does it.
        }
    }

    private void join(Action.Join join, Instant now) {
        ToWorker.Attach attach = join.attach();
        ports.reader().open(attach.settings());
        long client = ports.random().nextLong(FIRST_CLIENT, LAST_CLIENT);
        YDocument document = YDocument.open(client, join.settings().fragment());
        try {
            joined =
                    new Joined(
                            document,
                            ports.replicas().open(document, attach),
                            new MarkWriter(document, books, colours, ports.random()),
                            new Decisions(document, books));
            books.joined(now);
        } catch (IllegalArgumentException wrong) {
            document.close();
            books.fail(Cause.SETUP, "the document's address cannot be used: " + wrong.getMessage());
            books.depart(Departure.because(FromWorker.Reason.ERROR));
        }
    }

    Instant wakeAt() {
        return joined == null ? Instant.MAX : joined.replica().wakeAt();
    }

    void observe(Fact fact, Instant now) {
        if (joined != null && fact instanceof Fact.Signalled(var signal)) {
            joined.replica().receive(signal, now).forEach(news -> hear(joined, news, now));
        }
    }

    void tick(Instant now) {
        if (joined != null) {
            joined.replica().tick(now).forEach(news -> hear(joined, news, now));
        }
    }

    private void hear(Joined here, News news, Instant now) {
        switch (news) {
            case News.Synced _ -> {
                List<Block> blocks =
                        books.hasBegun() ? List.of() : here.document().snapshot().blocks();
                books.synced(blocks, now);
                blocks.forEach(block -> colours.see(books.text.marks(block.id())));
                if (!blocks.isEmpty()) {
                    // Left over by a worker that was killed.
                    Set<String> ids =
                            new HashSet<>(here.document().entries(Candidates.MAP).keySet());
                    ids.removeAll(books.text.markIds());
                    books.strays.left(ids, now);
                }
            }
            case News.Changed(Changes changes, boolean first) -> {
                if (!first && books.hasBegun()) {
                    books.crowd.edit();
                    change(here, changes, false, now);
                    // The block that somebody composes in may have come just now.
                    books.crowd.see(here.replica().people(), composing(here));
                }
            }
            case News.PeopleChanged(People people) -> books.crowd.see(people, composing(here));
            case News.Disconnected(int code, String reason) ->
                    books.disconnected(code, reason, now);
            case News.TokenWanted(String reason) -> books.log("a fresh token is needed: " + reason);
            case News.Superseded(long epoch, long life) -> {
                books.log("superseded by another agent epoch=" + epoch + " life=" + life);
                books.depart(Departure.superseded(epoch));
            }
            case News.Forbidden(int code, String reason) -> {
                books.fail(
                        Cause.SERVER,
                        "the document's server will not have this agent (" + code + "): " + reason);
                books.depart(Departure.because(FromWorker.Reason.ERROR));
            }
            case News.Unreadable(String why) -> {
                books.fail(Cause.DOCUMENT, "the document cannot be read: " + why);
                books.depart(Departure.because(FromWorker.Reason.ERROR));
            }
            case News.Notice _ -> {} // For the replica, which has read it.
            case News.Refused(String why) -> books.refused(why, now);
        }
    }

    private static Set<NodeId> composing(Joined here) {
        Set<NodeId> blocks = new HashSet<>();
        here.replica().people().peers().stream()
                .flatMap(peer -> peer.composing().stream())
                .forEach(
                        position ->
                                here.document()
                                        .locateJson(position)
                                        .ifPresent(place -> blocks.add(place.block())));
        return blocks;
    }

    private void change(Joined here, Changes changes, boolean own, Instant now) {
        Map<NodeId, Paragraph> before = new HashMap<>();
        Set<String> gone = new HashSet<>();
        changes.removed().forEach(id -> books.text.marks(id).forEach(m -> gone.add(m.geoId())));
        for (Block block : changes.touched()) {
            before.put(block.id(), books.text.paragraph(block.id()));
            books.text.marks(block.id()).forEach(mark -> gone.add(mark.geoId()));
        }
        books.text.change(withLeft(here, changes), changes.removed(), now);
        if (books.text.hasForgotten()) {
            books.forgot(now);
        }
        for (Block block : changes.touched()) {
            List<Marked> marks = books.text.marks(block.id());
            colours.see(marks);
            marks.forEach(mark -> gone.remove(mark.geoId()));
            if (!own) {
                Paragraph old = before.getOrDefault(block.id(), Paragraph.EMPTY);
                Optional<TextDelta> delta =
                        changes.deltas().stream()
                                .filter(one -> one.block().equals(block.id()))
                                .findFirst();
                here.decisions().see(old, block, delta, now);
                for (int print : here.writer().disturbed(block)) {
                    books.text.lookAgain(new Unread(block.id(), print), now);
                }
            }
        }
        books.strays.left(gone, now);
    }

    /** What is touched, and what is complete only because somebody has gone on behind it. */
    private List<Block> withLeft(Joined here, Changes changes) {
        List<NodeId> left = new ArrayList<>(books.text.left(changes.begun(), changes.removed()));
        changes.touched().forEach(block -> left.remove(block.id()));
        if (left.isEmpty()) {
            return changes.touched();
        }
        List<Block> all = new ArrayList<>(changes.touched());
        all.addAll(here.document().blocks(left));
        return all;
    }

    private void tidy(List<String> ids) {
        if (joined != null) {
            Set<String> standing = books.text.markIds();
            List<Edit> drops =
                    ids.stream()
                            .filter(id -> !standing.contains(id))
                            .map(Candidates::drop)
                            .toList();
            if (!drops.isEmpty()) {
                var _ = joined.document().edit(MarkWriter.ORIGIN, drops);
            }
        }
    }

    private void ask(List<Unread> sentences) {
        if (joined == null) {
            return;
        }
        Sentences finder = new Sentences(joined.document(), books.text);
        List<Asked> asked = new ArrayList<>();
        List<Passage> passages = new ArrayList<>();
        Set<Integer> prints = new HashSet<>();
        List<Finding> remembered = new ArrayList<>();
        finder.standing(sentences)
                .forEach(
                        (sentence, standing) -> {
                            Asked held = finder.held(sentence, standing);
                            var known = books.text.remembered(sentence.print());
                            if (known.isPresent()) {
                                remembered.add(new Finding(held, known.get()));
                            } else if (!prints.add(sentence.print())) {
                                books.text.again(sentence); // Its twin is being read.
                            } else if (books.text.needsReading(sentence.print())) {
                                asked.add(held);
                                passages.add(
                                        new Passage(
                                                standing.text(),
                                                standing.block().text(),
                                                standing.start()));
                            }
                        });
        books.asked(asked, remembered);
        if (!asked.isEmpty() && books.call() != null) {
            ports.reader().read(books.call().id(), passages);
        }
    }

    private void write(List<Finding> findings, Instant now) {
        if (joined == null) {
            return;
        }
        List<Finding> waiting = joined.writer().movedIntoComposed(findings);
        for (Finding finding : waiting) {
            books.moved(finding, joined.writer().at(finding));
        }
        List<Finding> ready = new ArrayList<>(findings);
        ready.removeAll(waiting);
        MarkWriter.Written written = joined.writer().write(ready);
        Joined here = joined;
        written.changes().ifPresent(changes -> change(here, changes, true, now));
        books.written(ready, written.fresh(), written.changes().isPresent(), now);
    }

    FromWorker.CheckpointTaken checkpoint() {
        return new FromWorker.CheckpointTaken(Memory.write(books.removals, books.readings));
    }

    private FromWorker.Metrics metrics(Instant now) {
        Vitals.Reading vitals = ports.vitals().measure(now);
        Counters counters = books.counters;
        Integer latency =
                joined == null
                        ? null
                        : joined.replica().latency().map(d -> (int) d.toMillis()).orElse(null);
        return new FromWorker.Metrics(
                vitals.memoryMb(),
                vitals.cpuPercent(),
                latency,
                counters.lastResponseMillis(),
                counters.usage().calls(),
                counters.usage().tokensIn(),
                counters.usage().tokensOut(),
                counters.marks());
    }

    void close() {
        ports.reader().close();
        if (joined != null) {
            joined.replica().close();
        }
    }

    /** After the last look at the document. */
    void free() {
        if (joined != null) {
            joined.document().close();
        }
    }
}
