package dev.attache.worker.crdt;

import java.util.Optional;

/** Reads a state vector from end to end before yrs may see it. */
public final class StateVectorCheck {
    private StateVectorCheck() {}

    /** What is wrong with it, if anything is. */
    public static Optional<String> fault(byte[] stateVector) {
        try {
            Lib0Reader in = new Lib0Reader(stateVector);
            for (int count = in.readCount(); count > 0; count--) {
                in.readVarUint();
                in.readInt();
            }
            return in.hasMore() ? Optional.of("something follows its end") : Optional.empty();
        } catch (MalformedException fault) {
            return Optional.of(String.valueOf(fault.getMessage()));
        }
    }
}
