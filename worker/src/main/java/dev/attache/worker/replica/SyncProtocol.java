package dev.attache.worker.replica;

import dev.attache.worker.crdt.Lib0Reader;
import dev.attache.worker.crdt.Lib0Writer;
import dev.attache.worker.crdt.MalformedException;
import dev.attache.worker.replica.Frame.Entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of y-websocket and y-partyserver, both ways. Decoding never throws. */
final class SyncProtocol {
    private static final int SYNC = 0;
    private static final int AWARENESS = 1;
    private static final int AUTH = 2;
    private static final int QUERY_AWARENESS = 3;

    private static final int STEP_1 = 0;
    private static final int STEP_2 = 1;
    private static final int UPDATE = 2;

    private static final String NOTICE = "__YPS:";

    /** No room holds more clients than this; a frame that says so is refused. */
    private static final int MOST_CLIENTS = 10_000;

    private SyncProtocol() {}

    static Frame decode(byte[] message) {
        try {
            Lib0Reader in = new Lib0Reader(message);
            long kind = in.readVarUint();
            return switch ((int) Math.min(kind, Integer.MAX_VALUE)) {
                case SYNC -> sync(in);
                case AWARENESS -> awareness(new Lib0Reader(in.readBytes()));
                case AUTH -> new Frame.Unknown("auth message");
                case QUERY_AWARENESS -> new Frame.AwarenessWanted();
                default -> new Frame.Unknown("message of kind " + kind);
            };
        } catch (MalformedException fault) {
            return new Frame.Broken(String.valueOf(fault.getMessage()));
        }
    }

    static Frame decode(String text) {
        return text.startsWith(NOTICE)
                ? new Frame.Notice(text.substring(NOTICE.length()))
                : new Frame.Unknown("text frame");
    }

    private static Frame sync(Lib0Reader in) throws MalformedException {
        long step = in.readVarUint();
        byte[] content = in.readBytes();
        return switch ((int) Math.min(step, Integer.MAX_VALUE)) {
            case STEP_1 -> new Frame.WhatIHave(content);
            case STEP_2 -> new Frame.WhatYouLack(content);
            case UPDATE -> new Frame.Update(content);
            default -> new Frame.Unknown("sync step " + step);
        };
    }

    private static Frame awareness(Lib0Reader in) throws MalformedException {
        int count = in.readCount();
        if (count > MOST_CLIENTS) {
            throw new MalformedException("there are more than " + MOST_CLIENTS + " clients");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long client = in.readVarUint();
            long clock = in.readVarUint();
            String state = in.readString();
            entries.add(
                    new Entry(
                            client,
                            clock,
                            state.equals("null") ? Optional.empty() : Optional.of(state)));
        }
        return new Frame.Awareness(List.copyOf(entries));
    }

    static byte[] whatIHave(byte[] stateVector) {
        return sync(STEP_1, stateVector);
    }

    static byte[] whatYouLack(byte[] update) {
        return sync(STEP_2, update);
    }

    static byte[] update(byte[] update) {
        return sync(UPDATE, update);
    }

    private static byte[] sync(int step, byte[] content) {
        return new Lib0Writer()
                .writeVarUint(SYNC)
                .writeVarUint(step)
                .writeBytes(content)
                .toByteArray();
    }

    static byte[] awareness(Entry own) {
        byte[] payload =
                new Lib0Writer()
                        .writeVarUint(1)
                        .writeVarUint(own.client())
                        .writeVarUint(own.clock())
                        .writeString(own.state().orElse("null"))
                        .toByteArray();
        return new Lib0Writer().writeVarUint(AWARENESS).writeBytes(payload).toByteArray();
    }

    static String notice(String json) {
        return NOTICE + json;
    }
}
