package dev.attache.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The launcher script, with JDKs whose java only says how it was called and a Maven that only
 * leaves a mark. The folders of the machine's own JDKs are moved out of its sight.
 */
@Timeout(60)
class LauncherIT {
    private static final String SYSTEM_JDKS = "/usr/lib/jvm/*";

    @TempDir private Path root;
    private final Map<String, String> environment = new HashMap<>();
    private Path home;
    private Path bin;

    private record Answer(int exit, String out, String err) {}

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(root.resolve("home of attache"));
        bin = Files.createDirectories(root.resolve("bin"));
        String script = Files.readString(Path.of("..", "attache"));
        assertThat(script).contains(SYSTEM_JDKS, " /Library/Java/", " /opt/homebrew/");
        executable(
                home.resolve("attache"),
                script.replace(SYSTEM_JDKS, root + "/jvm/*")
                        .replace(" /Library/Java/", " " + root + "/Library/Java/")
                        .replace(" /opt/homebrew/", " " + root + "/homebrew/"));
        environment.put("PATH", bin + ":/usr/bin:/bin");
        environment.put("HOME", root.resolve("user").toString());
        // The machine's own java, if it has one in /usr/bin, must be too old for us here.
        executable(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"17.0.1\"' >&2\n");
    }

    @Test
    void inAnArchiveItRunsTheManagerAndCompilesNothing() throws Exception {
        archive();
        jdk(root.resolve("jvm/jdk-25"), "25.0.3");

        Answer answer = attache("why", "two words");

        assertThat(answer.err()).isEmpty();
        assertThat(answer.exit()).isEqualTo(7);
        assertThat(answer.out())
                .contains(
                        "-cp|"
                                + home.toRealPath()
                                + "/lib/manager/*|dev.attache.manager.Main|why|two words");
    }

    @Test
    void workerAndExtractAreTheWorkersOwn() throws Exception {
        archive();
        jdk(root.resolve("jvm/jdk-25"), "25");

        for (String command : List.of("worker", "extract")) {
            assertThat(attache(command, "--x").out())
                    .contains("/lib/worker/*|dev.attache.worker.Main|" + command + "|--x");
        }
    }

    @Test
    void oldJdksAreSteppedOverAndTheFirstNewOneIsTaken() throws Exception {
        archive();
        environment.put("JAVA_HOME", jdk(root.resolve("java-home"), "21.0.9").toString());
        jdk(root.resolve("jvm/a-8"), "1.8.0_402");
        jdk(root.resolve("jvm/b-24"), "24.0.2");
        Path good = jdk(root.resolve("jvm/c-26"), "26-ea");

        assertThat(attache("java-home").out()).isEqualTo(good + "\n");
    }

    @Test
    void everyUsualPlaceIsLookedInto() throws Exception {
        archive();
        for (String place :
                List.of(
                        "jvm/x",
                        "user/.sdkman/candidates/java/25.0.3-tem",
                        "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                        "user/Library/Java/JavaVirtualMachines/x.jdk/Contents/Home",
                        "homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home")) {
            Path jdk = jdk(root.resolve(place), "25.0.3");

            assertThat(attache("java-home").out()).isEqualTo(jdk + "\n");
            Files.delete(jdk.resolve("bin/java"));
        }
    }

    @Test
    void theJavaOnThePathIsFollowedToItsHomeAndAskedWhereItHasNoReleaseFile() throws Exception {
        archive();
        Path jdk = jdk(root.resolve("somewhere/jdk"), "25.0.3");
        Files.delete(jdk.resolve("release"));
        Files.delete(bin.resolve("java"));
        Files.createSymbolicLink(root.resolve("alternatives-java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), root.resolve("alternatives-java"));

        assertThat(attache("java-home").out()).isEqualTo(jdk + "\n");
    }

    @Test
    void withoutAJdkOneSentenceSaysWhatToInstall() throws Exception {
        archive();

        Answer answer = attache("version");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err())
                .startsWith("attache: needs a JDK 25 or newer: install one")
                .hasLineCount(1);
    }

    @Test
    void aWrongAttacheJavaHomeIsSaidAndNotReplaced() throws Exception {
        archive();
        jdk(root.resolve("jvm/good"), "25");
        environment.put("ATTACHE_JAVA_HOME", "/nowhere");

        Answer answer = attache("version");

        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.err()).contains("ATTACHE_JAVA_HOME is /nowhere").hasLineCount(1);
    }

    @Test
    void itIsFoundThroughLinks() throws Exception {
        archive();
        jdk(root.resolve("jvm/jdk-25"), "25");
        Files.createSymbolicLink(root.resolve("absolute"), home.resolve("attache"));
        Path linked = Files.createSymbolicLink(bin.resolve("attache"), Path.of("../absolute"));

        assertThat(run(linked, "version").out()).contains(home.toRealPath() + "/lib/manager/*");
    }

    @Test
    void fromSourcesItBuildsOnFirstUseAndAgainOnlyAfterAChange() throws Exception {
        sources();
        jdk(root.resolve("jvm/jdk-25"), "25");
        maven(0);

        Answer first = attache("version");
        assertThat(first.err()).startsWith("attache: building (first use").hasLineCount(1);
        assertThat(first.out()).contains("/manager/target/attache-manager-1.jar:", "|version");

        assertThat(attache("version").err()).isEmpty();

        changed(home.resolve("worker/src/main/Changed.java"));
        assertThat(attache("status").err()).isEmpty();
        assertThat(attache("version").err()).startsWith("attache: building (sources have changed");
    }

    @Test
    void aBuildTakesTheLibrariesAwayOnlyWhenOthersMayBeWanted() throws Exception {
        sources();
        jdk(root.resolve("jvm/jdk-25"), "25");
        maven(0);
        attache("version");
        Path library = Files.createDirectories(home.resolve("manager/target/lib")).resolve("a.jar");
        Files.writeString(library, "");

        changed(home.resolve("worker/src/main/Changed.java"));
        attache("version");
        assertThat(library).exists();

        changed(home.resolve("pom.xml"));
        attache("version");
        assertThat(library).doesNotExist();
    }

    private static void changed(Path source) throws IOException {
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    }

    @Test
    void aFailedBuildRunsNothingAndIsTriedAgain() throws Exception {
        sources();
        jdk(root.resolve("jvm/jdk-25"), "25");
        maven(1);

        Answer failed = attache("version");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err()).contains("the build has failed");

        maven(0);
        assertThat(attache("version").exit()).isEqualTo(7);
    }

    private void archive() throws IOException {
        Files.createDirectories(home.resolve("lib/manager"));
    }

    private void sources() throws IOException {
        Files.writeString(home.resolve("pom.xml"), "");
        for (String module : List.of("protocol", "migrations", "manager", "worker")) {
            Files.createDirectories(home.resolve(module + "/src/main"));
        }
    }

    /** Its java prints its arguments with bars between them and exits with 7. */
    private static Path jdk(Path at, String version) throws IOException {
        Files.createDirectories(at.resolve("bin"));
        Files.writeString(
                at.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(
                at.resolve("bin/java"),
                "#!/bin/sh\n[ \"$1\" = -version ] && echo 'openjdk version \""
                        + version
                        + "\"' >&2 && exit\nIFS='|'; echo \"$*\"; exit 7\n");
        executable(at.resolve("bin/javac"), "#!/bin/sh\n");
        return at;
    }

    private void maven(int exit) throws IOException {
        executable(
                bin.resolve("mvn"),
                "#!/bin/sh\n"
                        + ": > manager/target/attache-manager-1.jar\n"
                        + ": > worker/target/attache-worker-1.jar\n"
                        + "exit "
                        + exit
                        + "\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Answer attache(String... arguments) throws Exception {
        return run(home.resolve("attache"), arguments);
    }

    private Answer run(Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        File out = root.resolve("out").toFile();
        File err = root.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(
                process.exitValue(),
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }
}
