package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void blanksPartWords() {
        assertThat(CommandLine.split("  java  -jar\tworker.jar "))
                .containsExactly("java", "-jar", "worker.jar");
    }

    @Test
    void quotesJoinAndMayBeEmpty() {
        assertThat(CommandLine.split("'/opt/my worker'/run --name=\"a b\" '' x\"\"y"))
                .containsExactly("/opt/my worker/run", "--name=a b", "", "xy");
    }

    @Test
    void aBackslashTakesTheNextCharacterAsItIs() {
        assertThat(CommandLine.split("a\\ b \\\"c\\\" \"d\\\"e\\n\" 'f\\g'"))
                .containsExactly("a b", "\"c\"", "d\"e\\n", "f\\g");
    }

    @Test
    void nothingIsExpanded() {
        assertThat(CommandLine.split("$HOME ~ * `id` ; rm"))
                .containsExactly("$HOME", "~", "*", "`id`", ";", "rm");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> CommandLine.split("java 'x"))
                .hasMessageContaining("open quote (')");
        assertThatThrownBy(() -> CommandLine.split("java \\")).hasMessageContaining("backslash");
        assertThatThrownBy(() -> CommandLine.split("  ")).hasMessageContaining("empty");
    }
}
