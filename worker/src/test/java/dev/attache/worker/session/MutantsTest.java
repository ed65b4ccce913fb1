package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.marks.MarkDiffTest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.ToolProvider;

/** Wrong changes, a line each, that the stories of the session must catch. */
class MutantsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/attache/worker/session");

    @TempDir Path folder;

    static List<Mutant> mutants() {
        return List.of(
                new Mutant(
                        "what a person took away is set again",
                        "MarkWriter.java",
                        "return books.removals.isRefused(",
                        "return !books.removals.equals(books.removals) &&"
                                + " books.removals.isRefused(",
                        RemovedMarksTest.class),
                new Mutant(
                        "an undo does not bring a mark back",
                        "Decisions.java",
                        "if (!before.marks().contains(mark)) {",
                        "if (before.marks().contains(mark)) {",
                        RemovedMarksTest.class),
                new Mutant(
                        "removals are not handed on",
                        "Memory.java",
                        "removed.forEach(removals::add);",
                        "",
                        RemovedMarksTest.class),
                new Mutant(
                        "a removal is not kept at once",
                        "Session.java",
                        "it will not be put there again\");\n        reports.keepAt(now);",
                        "it will not be put there again\");",
                        RemovedMarksTest.class),
                new Mutant(
                        "what was read is not handed on",
                        "Memory.java",
                        "read.forEach(readings::add);",
                        "",
                        ReadOnceTest.class),
                new Mutant(
                        "what was read is read again",
                        "TextBook.java",
                        "if (needsReading(print)) {\n            readings.add(print);",
                        "if (needsReading(print)) {",
                        ReadOnceTest.class),
                new Mutant(
                        "twins are read twice",
                        "Stage.java",
                        "} else if (!prints.add(sentence.print())) {",
                        "} else if (prints.isEmpty() && !prints.add(sentence.print())) {",
                        ReadOnceTest.class),
                new Mutant(
                        "what is being read counts as read",
                        "Stage.java",
                        "books.work.asked(asked, remembered);",
                        "asked.forEach(a -> books.text.hasBeenRead(a.print(), a.block()));"
                                + " books.work.asked(asked, remembered); perform(new Action.Keep(),"
                                + " Instant.MIN);",
                        ReadOnceTest.class),
                new Mutant(
                        "code is read",
                        "../marks/Plain.java",
                        "return isPlain(block.name());",
                        "return false;",
                        ReadOnceTest.class),
                new Mutant(
                        "a block that was left is not read",
                        "Trail.java",
                        ".filter(left::add)",
                        ".filter(one -> !left.add(one))",
                        LeftBlocksTest.class),
                new Mutant(
                        "a mark that has grown is not looked at",
                        "ChangeReader.java",
                        "for (int print : writer.disturbed(block)) {",
                        "for (int print : new int[0]) {",
                        MendedMarksTest.class),
                new Mutant(
                        "a mended mark is another one",
                        "../marks/MarkDiff.java",
                        "kept(name.mark(), here).attributes()",
                        "name.mark().attributes()",
                        MendedMarksTest.class),
                new Mutant(
                        "a mark on something else stays",
                        "../marks/MarkDiff.java",
                        "if (!whole || !text",
                        "if (!whole && !text",
                        MarkDiffTest.class),
                new Mutant(
                        "marks of people are mended",
                        "../marks/MarkDiff.java",
                        ".filter(mark -> mark.ours() && !diff.settled.contains(mark))",
                        ".filter(mark -> !diff.settled.contains(mark))",
                        MarkDiffTest.class));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void isCaught(Mutant mutant) throws IOException, ReflectiveOperationException {
        compile(mutant);
        ClassLoader loader = new MutatedClasses(folder, getClass().getClassLoader());

        assertThat(fails(loader.loadClass(mutant.caughtBy().getName()))).isTrue();
    }

    @Test
    void withoutAMutantNothingFails() throws ReflectiveOperationException {
        ClassLoader loader = new MutatedClasses(folder, getClass().getClassLoader());
        for (String tests :
                mutants().stream().map(m -> m.caughtBy().getName()).distinct().toList()) {
            assertThat(fails(loader.loadClass(tests))).as(tests).isFalse();
        }
    }

    private void compile(Mutant mutant) throws IOException {
        Path right = SOURCES.resolve(mutant.file()).normalize();
        String source = Files.readString(right);
        assertThat(source).contains(mutant.right());
        Path wrong = folder.resolve(right.getFileName());
        Files.writeString(wrong, source.replace(mutant.right(), mutant.wrong()));
        int exit =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-nowarn",
                                "-proc:none",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                wrong.toString());
        assertThat(exit).as("the mutant compiles").isZero();
    }

    private static boolean fails(Class<?> tests) throws ReflectiveOperationException {
        for (Method test : tests.getDeclaredMethods()) {
            if (test.isAnnotationPresent(Test.class) && fails(tests, test)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fails(Class<?> tests, Method test) throws ReflectiveOperationException {
        var maker = tests.getDeclaredConstructor();
        maker.setAccessible(true);
        Object fresh = maker.newInstance();
        try {
            each(fresh, BeforeEach.class);
            test.setAccessible(true);
            test.invoke(fresh);
            return false;
        } catch (InvocationTargetException _) {
            return true;
        } finally {
            each(fresh, AfterEach.class);
        }
    }

    private static void each(Object tests, Class<? extends Annotation> when)
            throws ReflectiveOperationException {
        for (Method method : tests.getClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(when)) {
                method.setAccessible(true);
                method.invoke(tests);
            }
        }
    }
}
