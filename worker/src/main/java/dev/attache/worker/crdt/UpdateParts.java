package dev.attache.worker.crdt;

import java.util.List;

/**
 * An update that has been read from end to end: its bytes, and where in them the parts of its
 * clients begin and end.
 */
@SuppressWarnings("ArrayRecordComponent") // An update is handed on, never compared.
record UpdateParts(byte[] bytes, List<Part> parts, int deletionsAt) {

    /**
     * What a client did from one clock to another without a gap: the bytes [from, to).
     *
     * @param structs of how many structs it is made
     * @param before how many structs of the same client stand before it, gaps among them
     */
    record Part(long client, int clock, int end, int structs, int before, int from, int to) {
        private Lib0Writer head(Lib0Writer out, Part last) {
            return out.writeVarUint(last.before + last.structs - before)
                    .writeVarUint(client)
                    .writeVarUint(clock);
        }
    }

    /** One part as an update of its own. */
    byte[] alone(Part part) {
        return part.head(new Lib0Writer().writeVarUint(1), part)
                .writeRaw(bytes, part.from(), part.to())
                .writeVarUint(0)
                .toByteArray();
    }

    /**
     * Some of the parts and all deletions.
     *
     * @param runs for each client the first and the last of its parts to take
     */
    byte[] only(List<Run> runs) {
        Lib0Writer out = new Lib0Writer().writeVarUint(runs.size());
        for (Run run : runs) {
            run.first.head(out, run.last).writeRaw(bytes, run.first.from(), run.last.to());
        }
        return out.writeRaw(bytes, deletionsAt, bytes.length).toByteArray();
    }

    /** Neighbouring parts of one client, with the gaps between them. */
    record Run(Part first, Part last) {}
}
