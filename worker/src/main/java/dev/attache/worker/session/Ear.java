package dev.attache.worker.session;

import dev.attache.protocol.FromWorker.Cause;
import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.replica.News;
import dev.attache.worker.replica.People;
import dev.attache.worker.replica.Replica;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hears what comes from the document's server, and tells the books. */
final class Ear {
    private final YDocument document;
    private final Replica replica;
    private final Session books;
    private final Colours colours;
    private final ChangeReader changes;

    Ear(YDocument document, Replica replica, Session books, Colours colours, ChangeReader changes) {
        this.document = document;
        this.replica = replica;
        this.books = books;
        this.colours = colours;
        this.changes = changes;
    }

    void hear(News news, Instant now) {
        switch (news) {
            case News.Synced _ -> synced(now);
            case News.Changed(Changes change, boolean first) -> {
                if (!first && books.contact.hasBegun()) {
                    books.crowd.edit();
                    changes.read(change, false, now);
                    lookForText(change.touched().isEmpty());
                    // The block that somebody composes in may have come just now.
                    see(replica.people());
                }
            }
            case News.PeopleChanged(People people) -> see(people);
            case News.Disconnected(int code, String reason) ->
                    books.contact.disconnected(code, reason, now);
            case News.TokenWanted(String reason) ->
                    books.voice.log("a fresh token is needed: " + reason);
            case News.Superseded(long epoch, long life) -> {
                books.voice.log("superseded by another agent epoch=" + epoch + " life=" + life);
                books.depart(Departure.superseded(epoch));
            }
            case News.Forbidden(int code, String reason) ->
                    books.giveUp(
                            Cause.SERVER,
                            "the document's server will not have this agent (%d): %s"
                                    .formatted(code, reason));
            case News.Unreadable(String why) ->
                    books.giveUp(Cause.DOCUMENT, "the document cannot be read: " + why);
            case News.Notice _ -> {} // For the replica, which has read it.
            case News.Refused(String why) -> books.contact.refused(why, now);
        }
    }

    private void synced(Instant now) {
        List<Block> blocks = books.contact.hasBegun() ? List.of() : document.snapshot().blocks();
        books.synced(blocks, now);
        lookForText(blocks.isEmpty());
        blocks.forEach(block -> colours.see(books.text.marks(block.id())));
        if (!blocks.isEmpty()) {
            // Left over by a worker that was killed.
            Set<String> ids = new HashSet<>(document.entries(Candidates.MAP).keySet());
            ids.removeAll(books.text.markIds());
            books.strays.left(ids, now);
        }
    }

    /** Asked only where a change showed nothing to read: else there is some. */
    private void lookForText(boolean nothing) {
        books.contact.misplaced(
                nothing
                        ? Misplaced.fault(books.task().settings().fragment(), document.roots())
                        : Optional.empty());
    }

    private void see(People people) {
        Set<NodeId> composing = new HashSet<>();
        people.peers().stream()
                .flatMap(peer -> peer.composing().stream())
                .flatMap(position -> document.locateJson(position).stream())
                .forEach(place -> composing.add(place.block()));
        books.crowd.see(people, composing);
    }
}
