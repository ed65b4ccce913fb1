package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;

class SchemaStateTest {
    private static final List<Migration> KNOWN =
            List.of(
                    new Migration("20250101000000", "one", ""),
                    new Migration("20250102000000", "two", ""));

    @Test
    void allThatIsKnownIsThere() {
        assertThat(state("1.0.0", "20250101000000", "1.0.0", "20250102000000", "1.0.0"))
                .isEqualTo(new SchemaState.Current());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(state("1.0.0", "20250101000000", "1.0.0"))
                .isEqualTo(new SchemaState.Behind(List.of("20250102000000_two")));
        assertThat(state("1.0.0"))
                .isEqualTo(
                        new SchemaState.Behind(
                                List.of("20250101000000_one", "20250102000000_two")));
    }

    @Test
    void aNewerSchemaServesAnOlderManagerUnlessItSaysOtherwise() {
        assertThat(
                        state(
                                "1.9.0",
                                "20250101000000",
                                "1.0.0",
                                "20250102000000",
                                "1.0.0",
                                "20260101000000",
                                "1.9.0"))
                .isEqualTo(new SchemaState.NewerCompatible(List.of("20260101000000")));
        assertThat(
                        state(
                                "1.9.0",
                                "20250101000000",
                                "1.0.0",
                                "20250102000000",
                                "1.0.0",
                                "20260101000000",
                                "1.10.0"))
                .isEqualTo(new SchemaState.NewerRefusing("1.10.0"));
    }

    @Test
    void aManagerThatIsTooOldIsNotToldToMigrate() {
        assertThat(state("1.0.0", "20260101000000", "2.0"))
                .isEqualTo(new SchemaState.NewerRefusing("2.0"));
    }

    @Test
    void onlyCurrentAndCompatibleSchemasServe() {
        assertThat(new SchemaState.Current().serves()).isTrue();
        assertThat(new SchemaState.NewerCompatible(List.of("20260101000000")).serves()).isTrue();
        assertThat(new SchemaState.Absent().serves()).isFalse();
        assertThat(new SchemaState.Behind(List.of("x")).serves()).isFalse();
        assertThat(new SchemaState.NewerRefusing("2.0.0").serves()).isFalse();
    }

    @Test
    void whatDoesNotServeSaysWhatToDo() {
        assertThat(new SchemaState.Absent().sentence()).contains("`attache migrate`");
        assertThat(new SchemaState.Behind(List.of("1_a", "2_b")).sentence())
                .contains("1_a, 2_b", "`attache migrate`");
        assertThat(new SchemaState.NewerRefusing("2.1.0").sentence())
                .contains("from version 2.1.0 on");
    }

    @Test
    void versionsCompareAsNumbers() {
        assertThat(ReleaseVersion.of("1.10.0")).isGreaterThan(ReleaseVersion.of("1.9.7"));
        assertThat(ReleaseVersion.of("2")).isEqualByComparingTo(ReleaseVersion.of("2.0.0"));
        assertThat(ReleaseVersion.of("1.0.0-SNAPSHOT"))
                .isEqualByComparingTo(ReleaseVersion.of("1.0.0"));
        assertThatThrownBy(() -> ReleaseVersion.of("1..0")).hasMessageContaining("1..0");
    }

    /** The state for a manager; then pairs of version and oldest manager. */
    private static SchemaState state(String manager, String... applied) {
        var oldestManagers = new TreeMap<String, ReleaseVersion>();
        for (int i = 0; i < applied.length; i += 2) {
            oldestManagers.put(applied[i], ReleaseVersion.of(applied[i + 1]));
        }
        return new AppliedVersions(oldestManagers).stateFor(KNOWN, ReleaseVersion.of(manager));
    }
}
