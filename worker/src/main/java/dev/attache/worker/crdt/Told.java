package dev.attache.worker.crdt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads the answers of the native side. They come from our own code: a fault there is our bug. */
final class Told {
    /** What has been let in lies in maps of ours, and must be read however deep it is. */
    private static final int DEPTH = 2 * UpdateCheck.DEPTH;

    private final Lib0Reader in;

    Told(byte[] answer) {
        this.in = new Lib0Reader(answer, 1, DEPTH);
    }

    List<Block> blocks() {
        return each(
                () -> {
                    NodeId id = in.readId();
                    String name = in.readString();
                    Map<String, Object> attributes = attributes();
                    String text = in.readString();
                    List<Run> runs = new ArrayList<>();
                    for (int count = in.readCount(); count > 0; count--) {
                        runs.add(new Run(in.readInt(), in.readInt(), attributes()));
                    }
                    return new Block(id, name, attributes, text, List.copyOf(runs));
                });
    }

    List<Edit.Outcome> outcomes() {
        return reading(
                () -> {
                    List<Edit.Outcome> outcomes = new ArrayList<>();
                    for (int count = in.readCount(); count > 0; count--) {
                        outcomes.add(
                                switch (in.readByte()) {
                                    case 0 -> Edit.Outcome.DONE;
                                    case 1 -> Edit.Outcome.GONE;
                                    default -> Edit.Outcome.OUTSIDE;
                                });
                    }
                    return List.copyOf(outcomes);
                });
    }

    Changes changes() {
        return reading(
                () -> {
                    String origin = in.readString();
                    byte[] update = in.readBytes();
                    boolean incomplete = in.readByte() == 1;
                    String refused = in.readString();
                    List<Block> touched = blocks();
                    List<TextDelta> deltas =
                            each(() -> new TextDelta(in.readId(), each(this::step)));
                    List<Begun> begun = each(this::begun);
                    List<NodeId> removed = each(in::readId);
                    return new Changes(
                            origin,
                            update,
                            incomplete,
                            touched,
                            begun,
                            removed,
                            deltas,
                            in.readVarUint(),
                            Optional.of(refused).filter(why -> !why.isEmpty()));
                });
    }

    /** As many as were asked for. */
    List<Integer> clocks(int count) {
        return reading(
                () -> {
                    List<Integer> clocks = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        clocks.add(in.readInt());
                    }
                    return clocks;
                });
    }

    Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        var _ =
                each(
                        () -> {
                            String key = in.readString();
                            entries.put(key, Objects.requireNonNullElse(in.readAny(), ""));
                            return key;
                        });
        return Collections.unmodifiableMap(entries);
    }

    List<Root> roots() {
        return each(
                kind ->
                        new Root(
                                in.readString(),
                                switch (kind) {
                                    case 1 -> Root.Kind.ELEMENTS;
                                    case 2 -> Root.Kind.TEXT_OR_LIST;
                                    default -> Root.Kind.MAP;
                                }));
    }

    Optional<Place> place() {
        return in.hasMore()
                ? Optional.of(reading(() -> new Place(in.readId(), in.readInt())))
                : Optional.empty();
    }

    byte[] rest() {
        return in.readRest();
    }

    private TextDelta.Step step(int kind) throws MalformedException {
        return switch (kind) {
            case 1 -> new TextDelta.Step.Keep(in.readInt(), in.readByte() == 1);
            case 2 -> new TextDelta.Step.Delete(in.readInt());
            default -> new TextDelta.Step.Insert(in.readString());
        };
    }

    private Begun begun(int kind) throws MalformedException {
        NodeId block = in.readId();
        return new Begun(block, kind == 2 ? Optional.of(in.readId()) : Optional.empty());
    }

    private Map<String, Object> attributes() throws MalformedException {
        Object value = in.readAny();
        if (!(value instanceof Map<?, ?> map)) {
            throw new MalformedException("attributes must be a map");
        }
        @SuppressWarnings("unchecked") // Keys of a map on this wire are strings.
        Map<String, Object> attributes = (Map<String, Object>) map;
        return Collections.unmodifiableMap(attributes);
    }

    private <T> List<T> each(Part<T> part) {
        return each(_ -> part.read());
    }

    private <T> List<T> each(Kind<T> part) {
        return reading(
                () -> {
                    List<T> items = new ArrayList<>();
                    for (int kind = in.readByte(); kind != 0; kind = in.readByte()) {
                        items.add(part.read(kind));
                    }
                    return List.copyOf(items);
                });
    }

    private static <T> T reading(Part<T> part) {
        try {
            return part.read();
        } catch (MalformedException bug) {
            throw new IllegalStateException("the native side answered with something else", bug);
        }
    }

    private interface Part<T> {
        T read() throws MalformedException;
    }

    private interface Kind<T> {
        T read(int kind) throws MalformedException;
    }
}
