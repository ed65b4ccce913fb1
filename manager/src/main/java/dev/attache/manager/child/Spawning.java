package dev.attache.manager.child;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * `posix_spawn`: one process that leads a session, has the three descriptors and no other of ours,
 * and no signal held back. It returns when the program runs, or with what kept it from running.
 */
final class Spawning {
    private static final short SET_SIGNAL_DEFAULTS = 0x04;
    private static final short SET_SIGNAL_MASK = 0x08;
    private static final short SET_SESSION = 0x80;

    // What the library calls posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t is smaller.
    private static final int LIBRARY_BYTES = 1024;
    private static final int SIGNAL_SET_BYTES = 128;

    // As the JDK hands words to a process.
    private static final Charset CHARSET =
            Charset.forName(
                    System.getProperty("sun.jnu.encoding", "UTF-8"), StandardCharsets.UTF_8);

    private Spawning() {}

    /** The process's number. */
    static int spawn(
            Path program,
            List<String> command,
            Map<String, String> environment,
            List<Descriptor> inOutErr)
            throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            List<String> variables = new ArrayList<>();
            for (var variable : environment.entrySet()) {
                if (variable.getKey().isEmpty() || variable.getKey().contains("=")) {
                    throw new IOException(
                            "no environment can hold a variable named `" + variable.getKey() + "`");
                }
                variables.add(variable.getKey() + "=" + variable.getValue());
            }
            MemorySegment path = text(arena, program.toString());
            MemorySegment envp = texts(arena, variables);
            int[] pid = new int[1];
            int trouble = spawn(arena, path, texts(arena, command), envp, inOutErr, pid);
            if (trouble == Trouble.ENOEXEC) {
                // A script that does not say whose: execvp gives it to the shell, and so do we.
                List<String> script = new ArrayList<>(List.of("sh", program.toString()));
                script.addAll(command.subList(1, command.size()));
                MemorySegment shell = text(arena, "/bin/sh");
                trouble = spawn(arena, shell, texts(arena, script), envp, inOutErr, pid);
            }
            if (trouble != 0) {
                throw new IOException(
                        "`" + program + "` could not be started: " + Trouble.of(trouble));
            }
            return pid[0];
        }
    }

    private static int spawn(
            Arena arena,
            MemorySegment path,
            MemorySegment argv,
            MemorySegment envp,
            List<Descriptor> inOutErr,
            int[] pid) {
        long actions = arena.allocate(LIBRARY_BYTES, Long.BYTES).address();
        long attributes = arena.allocate(LIBRARY_BYTES, Long.BYTES).address();
        MemorySegment none = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES);
        MemorySegment every = arena.allocate(SIGNAL_SET_BYTES, Long.BYTES).fill((byte) 0xff);
        MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT);
        ok(Libc.ACTIONS_INIT.call(actions));
        ok(Libc.ATTRIBUTES_INIT.call(attributes));
        try {
            for (int i = 0; i < inOutErr.size(); i++) {
                ok(Libc.ACTIONS_DUP2.call(actions, inOutErr.get(i).number(), i));
            }
            ok(Libc.ACTIONS_CLOSE_FROM.call(actions, inOutErr.size()));
            ok(Libc.ATTRIBUTES_MASK.call(attributes, none.address()));
            ok(Libc.ATTRIBUTES_DEFAULTS.call(attributes, every.address()));
            ok(
                    Libc.ATTRIBUTES_FLAGS.call(
                            attributes, SET_SESSION | SET_SIGNAL_MASK | SET_SIGNAL_DEFAULTS));
            int trouble =
                    Libc.POSIX_SPAWN.call(
                            answer.address(),
                            path.address(),
                            actions,
                            attributes,
                            argv.address(),
                            envp.address());
            pid[0] = answer.get(ValueLayout.JAVA_INT, 0);
            return trouble;
        } finally {
            var _ = Libc.ACTIONS_DESTROY.call(actions);
            var _ = Libc.ATTRIBUTES_DESTROY.call(attributes);
        }
    }

    /** These answer with an errno, and only when there is no memory. */
    private static void ok(int answer) {
        if (answer != 0) {
            throw new IllegalStateException(Trouble.of(Math.abs(answer)));
        }
    }

    private static MemorySegment texts(Arena arena, List<String> texts) throws IOException {
        MemorySegment array = arena.allocate(ValueLayout.JAVA_LONG, texts.size() + 1L);
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ValueLayout.JAVA_LONG, i, text(arena, texts.get(i)).address());
        }
        return array;
    }

    private static MemorySegment text(Arena arena, String text) throws IOException {
        if (text.indexOf('\0') >= 0) {
            throw new IOException("a zero byte stands in an argument or in the environment");
        }
        byte[] bytes = text.getBytes(CHARSET);
        MemorySegment copy = arena.allocate(bytes.length + 1L);
        return copy.copyFrom(MemorySegment.ofArray(bytes));
    }
}
