package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.Wire;
import dev.attache.worker.session.Fact;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What .mvn/LinkAtBuild.java has done to our classes: they ask the JDK to generate none. */
class LinkedAtBuildTest {
    @Test
    void noSwitchRecordOrConcatenationIsLeftToBeGeneratedAtRunTime() throws Exception {
        List<String> left = new ArrayList<>();
        for (Class<?> module : List.of(Worker.class, Wire.class)) {
            for (ClassModel type : classesBeside(module)) {
                left.addAll(generated(type));
            }
        }

        assertThat(left).isEmpty();
    }

    @Test
    void recordsAreEqualByTheirComponentsAsBefore() {
        var one = new FromWorker.Metrics(1, 0.0, null, 4, 5, 6, 7, 8);

        assertThat(one)
                .isEqualTo(new FromWorker.Metrics(1, 0.0, null, 4, 5, 6, 7, 8))
                .hasSameHashCodeAs(new FromWorker.Metrics(1, 0.0, null, 4, 5, 6, 7, 8))
                .isNotEqualTo(new FromWorker.Metrics(1, -0.0, null, 4, 5, 6, 7, 8))
                .isNotEqualTo(new FromWorker.Metrics(1, 0.0, 3, 4, 5, 6, 7, 8))
                .isNotEqualTo(new FromWorker.Metrics(1, 0.0, null, 4, 5, 6, 7, 9))
                .isNotEqualTo("1");
        assertThat(new DocumentId("d")).isNotEqualTo(new Fact.Garbled("d")).isNotEqualTo(null);
    }

    private static List<ClassModel> classesBeside(Class<?> type)
            throws IOException, URISyntaxException {
        Path place = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(place)) {
            return List.of(); // A jar: looked at where it was built.
        }
        List<ClassModel> models = new ArrayList<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                models.add(ClassFile.of().parse(file));
            }
        }
        assertThat(models).isNotEmpty();
        return models;
    }

    private static List<String> generated(ClassModel type) {
        return type.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(CodeModel::elementStream)
                .filter(InvokeDynamicInstruction.class::isInstance)
                .map(InvokeDynamicInstruction.class::cast)
                .filter(site -> !site.name().equalsString("toString"))
                .map(site -> site.bootstrapMethod().owner().displayName())
                .filter(owner -> !owner.equals("LambdaMetafactory"))
                .map(owner -> type.thisClass().asInternalName() + " asks " + owner)
                .toList();
    }
}
