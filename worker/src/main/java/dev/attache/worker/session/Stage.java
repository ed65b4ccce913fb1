package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.extract.Passage;
import dev.attache.worker.replica.Replica;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The document and the ports: performs what was planned, and tells the books what came of it. */
final class Stage {
    private static final long FIRST_CLIENT = 1L << 32;
    private static final long LAST_CLIENT = 1L << 48;

    private final Session books;
    private final Ports ports;
    private @Nullable Joined joined;

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
            joined = joined(document, ports.replicas().open(document, attach));
            books.joined(now);
        } catch (IllegalArgumentException wrong) {
            document.close();
            books.giveUp(
                    Cause.SETUP, "the document's address cannot be used: " + wrong.getMessage());
        }
    }

    private Joined joined(YDocument document, Replica replica) {
        Colours colours = new Colours();
        MarkWriter writer = new MarkWriter(document, books, colours, ports.random());
        ChangeReader changes = new ChangeReader(document, books, colours, writer);
        Ear ear = new Ear(document, replica, books, colours, changes);
        return new Joined(document, replica, ear, changes, writer);
    }

    Instant wakeAt() {
        return joined == null ? Instant.MAX : joined.replica().wakeAt();
    }

    void observe(Fact fact, Instant now) {
        if (joined != null && fact instanceof Fact.Signalled(var signal)) {
            Ear ear = joined.ear();
            joined.replica().receive(signal, now).forEach(news -> ear.hear(news, now));
        }
    }

    void tick(Instant now) {
        if (joined != null) {
            Ear ear = joined.ear();
            joined.replica().tick(now).forEach(news -> ear.hear(news, now));
        }
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
        books.work.asked(asked, remembered);
        if (!asked.isEmpty() && books.work.call() != null) {
            ports.reader().read(books.work.call().id(), passages);
        }
    }

    private void write(List<Finding> findings, Instant now) {
        if (joined == null) {
            return;
        }
        List<Finding> waiting = joined.writer().movedIntoComposed(findings);
        for (Finding finding : waiting) {
            books.work.moved(finding, joined.writer().at(finding));
        }
        List<Finding> ready = new ArrayList<>(findings);
        ready.removeAll(waiting);
        MarkWriter.Written written = joined.writer().write(ready);
        ChangeReader changes = joined.changes();
        written.changes().ifPresent(own -> changes.read(own, true, now));
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
