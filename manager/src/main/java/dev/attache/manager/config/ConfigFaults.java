package dev.attache.manager.config;

import java.util.List;

/** All that is wrong with the configuration, at once; each sentence says what to write instead. */
public final class ConfigFaults extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    public ConfigFaults(List<String> faults) {
        super(String.join("\n", faults));
        this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
        return faults;
    }
}
