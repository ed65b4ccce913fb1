package dev.attache.worker.crdt;

import java.util.List;
import java.util.Optional;

/** Edits as the native side reads them (edits.rs). */
final class EditCodec {
    private EditCodec() {}

    static Lib0Writer write(Lib0Writer out, List<? extends Edit> edits) {
        out.writeVarUint(edits.size());
        edits.forEach(edit -> write(out, edit));
        return out;
    }

    private static void write(Lib0Writer out, Edit edit) {
        switch (edit) {
            case Edit.Format(var block, var start, var end, var attributes) ->
                    range(out.writeByte(0).writeId(block), start, end).writeAny(attributes);
            case Edit.InsertText(var block, var at, var text, var attributes) ->
                    out.writeByte(1)
                            .writeId(block)
                            .writeVarUint(at)
                            .writeString(text)
                            .writeAny(attributes);
            case Edit.DeleteText(var block, var start, var end) ->
                    range(out.writeByte(2).writeId(block), start, end);
            case Edit.InsertBlock(var after, var name, var attributes, var text) ->
                    beside(out.writeByte(3), after)
                            .writeString(name)
                            .writeAny(attributes)
                            .writeString(text);
            case Edit.DeleteBlock(var block) -> out.writeByte(4).writeId(block);
            case Edit.PutEntry(var map, var key, var value) ->
                    out.writeByte(5).writeString(map).writeString(key).writeAny(value);
            case Edit.DropEntry(var map, var key) ->
                    out.writeByte(6).writeString(map).writeString(key);
        }
    }

    private static Lib0Writer range(Lib0Writer out, int start, int end) {
        return out.writeVarUint(start).writeVarUint(end);
    }

    private static Lib0Writer beside(Lib0Writer out, Optional<NodeId> after) {
        return after.isPresent() ? out.writeByte(1).writeId(after.get()) : out.writeByte(0);
    }
}
