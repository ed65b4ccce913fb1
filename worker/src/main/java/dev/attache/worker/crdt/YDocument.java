package dev.attache.worker.crdt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Yjs document and the fragment of it that people write in. Offsets are UTF-16 units, as in Java
 * and JavaScript. One thread at a time; closing it frees everything, and every use after that
 * throws.
 */
public final class YDocument implements AutoCloseable {
    /** An update larger than this is refused: no document that a worker can hold is made of it. */
    public static final int LARGEST_UPDATE = 16 << 20;

    /** Told of every transaction that changed something, on the thread that made it. */
    public interface Listener {
        void changed(Changes changes);
    }

    private final long client;
    private final long handle;
    private final List<Listener> listeners = new ArrayList<>();
    private final EarlyParts early = new EarlyParts();
    private boolean closed;

    private YDocument(long client, String fragment) {
        this.client = client;
        byte[] argument = new Lib0Writer().writeVarUint(client).writeString(fragment).toByteArray();
        byte[] answer = Native.ask(0, Native.OPEN, argument);
        this.handle = ByteBuffer.wrap(accepted(answer)).getLong(1);
    }

    /** Loads what the first document would wait for. */
    public static void prepare() {
        Native.load();
    }

    /** An empty document of one peer; a client id is used by one peer at a time, ever. */
    public static YDocument open(long client, String fragment) {
        return new YDocument(client, fragment);
    }

    public long client() {
        return client;
    }

    /**
     * Takes an update of another peer; what continues something that has not come yet waits for it.
     */
    public Changes apply(byte[] update, String origin) throws RefusedUpdateException {
        if (update.length > LARGEST_UPDATE) {
            throw new RefusedUpdateException(
                    "an update of " + update.length + " bytes is larger than " + LARGEST_UPDATE);
        }
        UpdateParts parts;
        try {
            parts = UpdateCheck.read(update);
        } catch (MalformedException fault) {
            throw new RefusedUpdateException("not an update: " + fault.getMessage());
        }
        EarlyParts.Admitted admitted = early.admit(parts, this::clocks);
        Lib0Writer argument = new Lib0Writer().writeString(origin);
        argument.writeVarUint(admitted.updates().size());
        admitted.updates().forEach(argument::writeBytes);
        Changes changes = new Told(ask(Native.APPLY, argument)).changes();
        // What had waited for an update that is refused now is gone with it.
        boolean lost = changes.refused().isPresent() && admitted.updates().size() > 1;
        Changes told = tell(changes.lacking(admitted.cut() || !early.isEmpty() || lost));
        if (told.isEmpty() && told.refused().isPresent()) {
            throw new RefusedUpdateException("not an update: " + told.refused().get());
        }
        return told;
    }

    private Map<Long, Integer> clocks(Collection<Long> clients) {
        List<Long> asked = List.copyOf(clients);
        Lib0Writer argument = new Lib0Writer().writeVarUint(asked.size());
        asked.forEach(argument::writeVarUint);
        List<Integer> clocks = new Told(ask(Native.CLOCKS, argument)).clocks(asked.size());
        Map<Long, Integer> known = HashMap.newHashMap(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            known.put(asked.get(i), clocks.get(i));
        }
        return known;
    }

    /** Makes the edits in one transaction. */
    public Edited edit(String origin, List<? extends Edit> edits) {
        byte[] answer =
                ask(Native.EDIT, EditCodec.write(new Lib0Writer().writeString(origin), edits));
        Told told = new Told(answer);
        List<Edit.Outcome> outcomes = told.outcomes();
        return new Edited(outcomes, tell(told.changes()));
    }

    private Changes tell(Changes changes) {
        if (!changes.isEmpty()) {
            List.copyOf(listeners).forEach(listener -> listener.changed(changes));
        }
        return changes;
    }

    /** Closing the registration ends it. */
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The whole document in one call; its cost is that of the document. */
    public FragmentSnapshot snapshot() {
        return new FragmentSnapshot(new Told(ask(Native.SNAPSHOT, new Lib0Writer())).blocks());
    }

    /** Those of the blocks that exist, as they are now. */
    public List<Block> blocks(Collection<NodeId> ids) {
        Lib0Writer argument = new Lib0Writer().writeVarUint(ids.size());
        ids.forEach(argument::writeId);
        return new Told(ask(Native.BLOCKS, argument)).blocks();
    }

    public Optional<Block> block(NodeId id) {
        return blocks(List.of(id)).stream().findFirst();
    }

    /** What stands in a map of the document beside the text. */
    public Map<String, Object> entries(String map) {
        return new Told(ask(Native.ENTRIES, new Lib0Writer().writeString(map))).entries();
    }

    /** All that something stands under, the fragment and what is beside it. */
    public List<Root> roots() {
        return new Told(ask(Native.ROOTS, new Lib0Writer())).roots();
    }

    /** Everything, as one update. */
    public byte[] encode() {
        return new Told(ask(Native.ENCODE, new Lib0Writer())).rest();
    }

    /** What a peer with this state vector lacks. */
    public byte[] encodeSince(byte[] stateVector) throws RefusedUpdateException {
        Optional<String> fault = StateVectorCheck.fault(stateVector);
        if (fault.isPresent()) {
            throw new RefusedUpdateException("not a state vector: " + fault.get());
        }
        return new Told(ask(Native.ENCODE, new Lib0Writer().writeRaw(stateVector))).rest();
    }

    public byte[] stateVector() {
        return new Told(ask(Native.STATE_VECTOR, new Lib0Writer())).rest();
    }

    /** Holds a position while the text around it changes. */
    public Optional<Pin> pin(NodeId block, int offset, Pin.Side side) {
        Lib0Writer argument =
                new Lib0Writer()
                        .writeId(block)
                        .writeVarUint(offset)
                        .writeByte(side == Pin.Side.LEFT ? 1 : 0);
        byte[] encoded = new Told(ask(Native.PIN, argument)).rest();
        return encoded.length == 0 ? Optional.empty() : Optional.of(new Pin(encoded));
    }

    /** Where it is now, if what it stood in still exists. */
    public Optional<Place> locate(Pin pin) {
        byte[] answer = call(Native.LOCATE, new Lib0Writer().writeRaw(pin.encoded()));
        return place(answer);
    }

    /** Where a relative position stands that a Yjs client has put into JSON. */
    public Optional<Place> locateJson(String relativePosition) {
        byte[] json = relativePosition.getBytes(StandardCharsets.UTF_8);
        return place(call(Native.LOCATE_JSON, new Lib0Writer().writeRaw(json)));
    }

    private static Optional<Place> place(byte[] answer) {
        return answer[0] == Native.REFUSED ? Optional.empty() : new Told(accepted(answer)).place();
    }

    private byte[] ask(int question, Lib0Writer argument) {
        return accepted(call(question, argument));
    }

    private byte[] call(int question, Lib0Writer argument) {
        if (closed) {
            throw new IllegalStateException("the document is closed");
        }
        return Native.ask(handle, question, argument.toByteArray());
    }

    private static byte[] accepted(byte[] answer) {
        return switch (answer[0]) {
            case Native.DONE -> answer;
            case Native.POISONED -> throw new PoisonedDocumentException(reason(answer));
            case Native.CLOSED -> throw new IllegalStateException("the document is closed");
            default -> throw new IllegalArgumentException(reason(answer));
        };
    }

    private static String reason(byte[] answer) {
        return new String(answer, 1, answer.length - 1, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listeners.clear();
            var _ = Native.ask(handle, Native.CLOSE, new byte[0]);
        }
    }
}
