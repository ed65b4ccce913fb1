package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class UnixSignalsTest {
    @Test
    void ctrlCIsHeardUnlessItWasIgnoredFromTheStart() {
        assertThat(UnixSignals.ctrlCIsHeard(status("0000000000000000"))).isTrue();
        // SIGHUP and SIGQUIT: its neighbours.
        assertThat(UnixSignals.ctrlCIsHeard(status("0000000000000005"))).isTrue();
        assertThat(UnixSignals.ctrlCIsHeard(status("0000000000000006"))).isFalse();
        assertThat(UnixSignals.ctrlCIsHeard(status("ffffffffffffffff"))).isFalse();
    }

    @Test
    void whereNobodyCanBeAskedItIsHeard() {
        assertThat(UnixSignals.ctrlCIsHeard(List.of())).isTrue();
    }

    private static List<String> status(String ignored) {
        return List.of("Name:\tjava", "SigBlk:\tffffffffffffffff", "SigIgn:\t" + ignored);
    }
}
