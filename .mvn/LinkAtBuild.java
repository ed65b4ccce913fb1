import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes out what javac leaves to be made at run time: which case of a pattern switch fits, and a record's equals and
 * hashCode. The JDK would generate and load a class for each at its first use, which is most of the start of a process
 * that lives for one document, and memory in every one of them; its start-up cache does not keep them. What these
 * methods answer is the same.
 */
class LinkAtBuild {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final MethodTypeDesc EQUALS =
            MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object);
    private static final int ADDED = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

    /** A method that takes a call site's place. */
    private record Added(String name, MethodTypeDesc type, InvokeDynamicInstruction site) {}

    private final ClassFile classFile = ClassFile.of();
    private final ClassModel model;
    private final ClassDesc self;
    private final List<Added> added = new ArrayList<>();

    private LinkAtBuild(byte[] bytes) {
        model = classFile.parse(bytes);
        self = model.thisClass().asSymbol();
    }

    public static void main(String[] args) throws IOException {
        Path classes = Path.of(args[0]);
        if (!Files.isDirectory(classes)) {
            return;
        }
        try (var files = Files.walk(classes)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                var link = new LinkAtBuild(Files.readAllBytes(file));
                if (link.hasSites()) {
                    Files.write(file, link.linked());
                }
            }
        }
    }

    private boolean hasSites() {
        return model.methods().stream().anyMatch(LinkAtBuild::hasSites);
    }

    private static boolean hasSites(MethodModel method) {
        return method.code().stream().flatMap(CodeModel::elementStream).anyMatch(LinkAtBuild::isSite);
    }

    private static boolean isSite(CodeElement element) {
        return element instanceof InvokeDynamicInstruction site && (isSwitch(site) || isOfRecord(site));
    }

    /** Cases are types and strings; a string is the name of a constant where the switch is one over an enum. */
    private static boolean isSwitch(InvokeDynamicInstruction site) {
        return site.bootstrapMethod().owner().equals(SWITCHES)
                && site.bootstrapArgs().stream().allMatch(c -> c instanceof ClassDesc || c instanceof String);
    }

    private static boolean isOfRecord(InvokeDynamicInstruction site) {
        String name = site.name().stringValue();
        return site.bootstrapMethod().owner().equals(RECORDS) && (name.equals("equals") || name.equals("hashCode"));
    }

    private byte[] linked() {
        CodeTransform calls = this::replaced;
        ClassTransform methods =
                ClassTransform.transformingMethodBodies(LinkAtBuild::hasSites, calls)
                        .andThen(ClassTransform.endHandler(this::addMethods));
        return classFile.transformClass(model, methods);
    }

    private void replaced(CodeBuilder code, CodeElement element) {
        if (!isSite(element)) {
            code.with(element);
            return;
        }
        var site = (InvokeDynamicInstruction) element;
        var method = new Added("link$" + added.size(), site.typeSymbol(), site);
        added.add(method);
        code.invokestatic(self, method.name(), method.type(), isInterface());
    }

    private boolean isInterface() {
        return model.flags().has(java.lang.reflect.AccessFlag.INTERFACE);
    }

    private void addMethods(ClassBuilder type) {
        for (Added method : added) {
            type.withMethodBody(
                    method.name(),
                    method.type(),
                    ADDED,
                    code -> {
                        if (isSwitch(method.site())) {
                            choose(code, method.site());
                        } else if (method.site().name().stringValue().equals("equals")) {
                            compare(code, fields(method.site()));
                        } else {
                            hash(code, fields(method.site()));
                        }
                    });
        }
    }

    /** The number of the first case from `restart` on that fits, -1 for null, and one too many for none. */
    private static void choose(CodeBuilder code, InvokeDynamicInstruction site) {
        List<ConstantDesc> cases = site.bootstrapArgs();
        boolean ofEnum = site.bootstrapMethod().methodName().equals("enumSwitch");
        ClassDesc selector = site.typeSymbol().parameterType(0);
        Label notNull = code.newLabel();
        code.aload(0).ifnonnull(notNull).iconst_m1().ireturn().labelBinding(notNull);
        for (int i = 0; i < cases.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            switch (cases.get(i)) {
                case ClassDesc type -> code.aload(0).instanceOf(type).ifeq(next);
                case String name when ofEnum -> code.aload(0).getstatic(selector, name, selector).if_acmpne(next);
                case ConstantDesc text ->
                        code.loadConstant(text)
                                .aload(0)
                                .invokevirtual(ConstantDescs.CD_Object, "equals", EQUALS)
                                .ifeq(next);
            }
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(cases.size()).ireturn();
    }

    private record Field(String name, ClassDesc type) {}

    private static List<Field> fields(InvokeDynamicInstruction site) {
        List<Field> fields = new ArrayList<>();
        // First the class and the names.
        for (ConstantDesc getter : site.bootstrapArgs().subList(2, site.bootstrapArgs().size())) {
            var field = (DirectMethodHandleDesc) getter;
            fields.add(new Field(field.methodName(), field.invocationType().returnType()));
        }
        return fields;
    }

    private void compare(CodeBuilder code, List<Field> fields) {
        Label different = code.newLabel();
        code.aload(1).instanceOf(self).ifeq(different);
        code.aload(1).checkcast(self).astore(2);
        for (Field field : fields) {
            code.aload(0).getfield(self, field.name(), field.type());
            code.aload(2).getfield(self, field.name(), field.type());
            switch (TypeKind.from(field.type())) {
                case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(different);
                case LONG -> code.lcmp().ifne(different);
                case FLOAT, DOUBLE -> {
                    var two = MethodTypeDesc.of(ConstantDescs.CD_int, field.type(), field.type());
                    code.invokestatic(boxOf(field.type()), "compare", two).ifne(different);
                }
                default -> {
                    var two =
                            MethodTypeDesc.of(
                                    ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object);
                    code.invokestatic(OBJECTS, "equals", two).ifeq(different);
                }
            }
        }
        code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
    }

    private void hash(CodeBuilder code, List<Field> fields) {
        code.iconst_0();
        for (Field field : fields) {
            code.loadConstant(31).imul();
            code.aload(0).getfield(self, field.name(), field.type());
            ClassDesc of = field.type().isPrimitive() ? field.type() : ConstantDescs.CD_Object;
            ClassDesc owner = field.type().isPrimitive() ? boxOf(field.type()) : OBJECTS;
            code.invokestatic(owner, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, of)).iadd();
        }
        code.ireturn();
    }

    private static ClassDesc boxOf(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            default -> ConstantDescs.CD_Double;
        };
    }
}
