package dev.attache.manager.child;

import dev.attache.manager.proc.ProcStat;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How workers get sessions of their own, so that Ctrl-C at a terminal reaches the manager alone and
 * a kill reaches grandchildren too. Without `setsid` (a Mac) the process tree has to do.
 */
final class Session {
    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final @Nullable Path setsid;

    private Session(@Nullable Path setsid) {
        this.setsid = setsid;
    }

    static Session find(@Nullable String searchPath) {
        Path setsid = Program.find("setsid", searchPath);
        if (setsid == null) {
            log.warn(
                    "there is no `setsid` on the PATH: Ctrl-C reaches workers too, and they are"
                            + " killed by process tree; util-linux has it");
        }
        return new Session(setsid);
    }

    /** False where workers share ours. */
    boolean isOwn() {
        return setsid != null;
    }

    /** setsid(1) becomes the command without a fork, because a child of ours leads no group. */
    List<String> wrap(List<String> command) {
        if (setsid == null) {
            return command;
        }
        List<String> wrapped = new ArrayList<>(command.size() + 1);
        wrapped.add(setsid.toString());
        wrapped.addAll(command);
        return wrapped;
    }

    void signal(Process process, int signal) {
        boolean grouped = setsid != null && Signals.sendToGroup(process.pid(), signal);
        if (grouped || !process.isAlive()) {
            return;
        }
        // Not yet the leader of its group, or never to be one.
        process.descendants().forEach(child -> Signals.send(child.pid(), signal));
        Signals.send(process.pid(), signal);
    }

    /** After the exit of the leader. Its number is not given away while its group has members. */
    void killWhatIsLeft(Process process) {
        if (setsid != null && ProcStat.of(process.pid()) == null) {
            Signals.sendToGroup(process.pid(), Signals.KILL);
        }
    }
}
