package dev.attache.worker.crdt;

import dev.attache.worker.crdt.UpdateParts.Part;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an update of the first version from end to end before yrs may see it: lengths, counts,
 * UTF-8, nesting, clocks. It holds nothing but the position and a bounded list of its parts, so
 * that no update can make it ask for memory.
 */
final class UpdateCheck {
    private static final int GC = 0;
    private static final int SKIP = 10;
    private static final int HAS_ORIGIN = 0x80;
    private static final int HAS_RIGHT_ORIGIN = 0x40;
    private static final int HAS_PARENT_KEY = 0x20;
    private static final int ITEM_KIND = 0x1f;

    /** yrs counts clocks in 32 bits and adds to them; real documents stay far below. */
    private static final long LAST_CLOCK = Integer.MAX_VALUE;

    /** Deeper nesting than this is an attack on the stack, not a document. */
    static final int DEPTH = 64;

    /** A client is somebody's visit to the document: this many are years of a busy one. */
    private static final int MOST_PARTS = 1 << 17;

    private final Lib0Reader in;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Long> clients = new HashSet<>();

    private UpdateCheck(byte[] update) {
        this.in = new Lib0Reader(update, 0, DEPTH);
    }

    /** What is wrong with an update, if anything is. */
    static Optional<String> fault(byte[] update) {
        try {
            read(update);
            return Optional.empty();
        } catch (MalformedException fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }

    static UpdateParts read(byte[] update) throws MalformedException {
        return new UpdateCheck(update).update(update);
    }

    private UpdateParts update(byte[] bytes) throws MalformedException {
        for (int clients = in.readCount(); clients > 0; clients--) {
            structs();
        }
        int deletionsAt = in.position();
        for (int clients = in.readCount(); clients > 0; clients--) {
            in.readVarUint();
            deletions();
        }
        if (in.hasMore()) {
            throw new MalformedException("something follows its end");
        }
        return new UpdateParts(bytes, parts, deletionsAt);
    }

    private void structs() throws MalformedException {
        int count = in.readCount();
        long client = in.readVarUint();
        long clock = in.readVarUint();
        if (!clients.add(client)) {
            throw new MalformedException("a client comes twice");
        }
        bounded(clients);
        int from = in.position();
        int begun = 0;
        long start = clock;
        for (int done = 0; done < count; done++) {
            int at = in.position();
            int info = in.readByte();
            long length =
                    switch (info) {
                        case GC, SKIP -> in.readVarUint();
                        default -> item(info, client, clock);
                    };
            if (length == 0) {
                throw new MalformedException("a struct is empty");
            }
            long next = advance(clock, length);
            if (info == SKIP) {
                part(client, start, clock, done - begun, begun, from, at);
                from = in.position();
                begun = done + 1;
                start = next;
            }
            clock = next;
        }
        part(client, start, clock, count - begun, begun, from, in.position());
    }

    private void part(long client, long start, long end, int structs, int before, int from, int to)
            throws MalformedException {
        if (structs > 0) {
            parts.add(new Part(client, (int) start, (int) end, structs, before, from, to));
            bounded(parts);
        }
    }

    private static void bounded(Collection<?> some) throws MalformedException {
        if (some.size() > MOST_PARTS) {
            throw new MalformedException("it has more than " + MOST_PARTS + " parts");
        }
    }

    private void deletions() throws MalformedException {
        long before = -1;
        for (int ranges = in.readCount(); ranges > 0; ranges--) {
            long clock = in.readVarUint();
            long length = in.readVarUint();
            if (length == 0 || clock < before) {
                throw new MalformedException("a deletion is empty or out of order");
            }
            before = advance(clock, length);
        }
    }

    private static long advance(long clock, long length) throws MalformedException {
        if (clock + length > LAST_CLOCK) {
            throw new MalformedException("a clock is too large");
        }
        return clock + length;
    }

    private long item(int info, long client, long clock) throws MalformedException {
        boolean origins = (info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) != 0;
        if ((info & HAS_ORIGIN) != 0) {
            earlier(client, clock);
        }
        if ((info & HAS_RIGHT_ORIGIN) != 0) {
            earlier(client, clock);
        }
        if (!origins) {
            switch (in.readByte()) {
                case 1 -> in.readString();
                case 0 -> earlier(client, clock);
                default -> throw new MalformedException("a parent is neither named nor an item");
            }
            if ((info & HAS_PARENT_KEY) != 0) {
                in.readString();
            }
        }
        return content(info & ITEM_KIND);
    }

    /** What an item refers to existed before it: a reference to itself or ahead makes a circle. */
    private void earlier(long client, long clock) throws MalformedException {
        long otherClient = in.readVarUint();
        long otherClock = in.readVarUint();
        if (otherClock > LAST_CLOCK || (otherClient == client && otherClock >= clock)) {
            throw new MalformedException("an item refers to itself or to a later one");
        }
    }

    /** The length of an item's content in clock ticks. */
    private long content(int kind) throws MalformedException {
        return switch (kind) {
            case 1 -> in.readVarUint(); // deleted
            case 2 -> jsons();
            case 3 -> one(in::readBytes); // binary
            case 4 -> in.readString().length();
            case 5 -> one(this::json); // embed
            case 6 ->
                    one(
                            () -> {
                                in.readString();
                                return json();
                            }); // format
            case 7 -> one(this::type);
            case 8 -> anys();
            case 9 ->
                    one(
                            () -> {
                                in.readString();
                                return in.readAny();
                            }); // sub-document
            default -> throw new MalformedException("there is no content of kind " + kind);
        };
    }

    private long jsons() throws MalformedException {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            json();
        }
        return count;
    }

    private long anys() throws MalformedException {
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            in.readAny();
        }
        return count;
    }

    private Object type() throws MalformedException {
        int type = in.readByte();
        switch (type) {
            case 0, 1, 2, 4, 6 -> {} // array, map, text, fragment, xml text
            case 3 -> in.readString(); // the name of an element
            case 5 ->
                    // yrs does not know that a hook has a name, and would take it for a struct.
                    throw new MalformedException("it has a Y.XmlHook, which cannot be read here");
            default -> throw new MalformedException("there is no type " + type);
        }
        return type;
    }

    /** The parser of JSON checks the rest; here only what would cost the stack. */
    private Object json() throws MalformedException {
        String json = in.readString();
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '[' || c == '{') {
                if (++depth > DEPTH) {
                    throw new MalformedException("a value is nested too deeply");
                }
            } else if (c == ']' || c == '}') {
                depth--;
            }
        }
        return json;
    }

    private static long one(Content content) throws MalformedException {
        var _ = content.read();
        return 1;
    }

    private interface Content {
        @org.jspecify.annotations.Nullable
        Object read() throws MalformedException;
    }
}
