package dev.attache.worker.replica;

import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document and its server for one visit from this process, to rehearse against: its one person
 * types the text as soon as the visitor is in step. Runs on a thread of its own, which ends with
 * the visit; the listener is called on it.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final long CLIENT = 1;
    private static final String PERSON =
            "{\"user\":{\"name\":\"rehearsal\"},\"schema\":[\"geoMark\"]}";

    private final ServerSocket socket;
    private final String text;
    private final Runnable changed;

    private LoopbackServer(ServerSocket socket, String text, Runnable changed) {
        this.socket = socket;
        this.text = text;
        this.changed = changed;
    }

    /** Tells the listener each time the visitor has changed the document. */
    public static LoopbackServer start(String text, Runnable changed) {
        try {
            var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(PATIENCE_MILLIS);
            var server = new LoopbackServer(socket, text, changed);
            Thread thread = new Thread(server::serve, "loopback");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no port can be had on 127.0.0.1", e);
        }
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + socket.getLocalPort() + "/rehearsal");
    }

    private void serve() {
        try (Socket visitor = socket.accept();
                YDocument document = YDocument.open(CLIENT, "default")) {
            visitor.setTcpNoDelay(true);
            visitor.setSoTimeout(PATIENCE_MILLIS);
            document.edit(
                    "person",
                    List.of(new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), "")));
            converse(
                    new LoopbackFrames(
                            new DataInputStream(visitor.getInputStream()),
                            visitor.getOutputStream()),
                    document);
        } catch (IOException | RefusedUpdateException e) {
            // The visitor has gone, or closed us: so ends a rehearsal that is broken off.
            return;
        }
    }

    private void converse(LoopbackFrames frames, YDocument document)
            throws IOException, RefusedUpdateException {
        frames.open();
        frames.send(SyncProtocol.whatIHave(document.stateVector()));
        frames.send(SyncProtocol.awareness(new Frame.Entry(CLIENT, 1, Optional.of(PERSON))));
        Optional<byte[]> message = frames.next();
        while (message.isPresent()) {
            switch (SyncProtocol.decode(message.get())) {
                case Frame.WhatIHave(byte[] has) ->
                        frames.send(SyncProtocol.whatYouLack(document.encodeSince(has)));
                case Frame.WhatYouLack _ -> frames.send(SyncProtocol.update(typed(document)));
                case Frame.Update(byte[] update) -> {
                    document.apply(update, "visitor");
                    changed.run();
                }
                default -> {} // Presence: there is nobody to see it.
            }
            message = frames.next();
        }
    }

    private byte[] typed(YDocument document) {
        NodeId block = document.snapshot().blocks().getFirst().id();
        return document.edit("person", List.of(new Edit.InsertText(block, 0, text, Map.of())))
                .changes()
                .update();
    }

    /** Breaks a visit off, too. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
