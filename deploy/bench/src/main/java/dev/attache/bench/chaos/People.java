package dev.attache.bench.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The scripted people: told by lines, and asked what they see. */
final class People implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Program program;

    People(Program program) {
        this.program = program;
    }

    /** All stop typing; only those of these documents are there afterwards. */
    void gatherIn(Collection<String> documents) throws IOException, InterruptedException {
        program.say("gather " + String.join(",", documents));
        program.hear("gathered", ANSWER_WITHIN);
    }

    /** Lines of fields, as people.mjs describes them. */
    List<String[]> look() throws IOException, InterruptedException {
        program.forgetLines();
        program.say("look");
        List<String[]> seen = new ArrayList<>();
        for (String line = program.next(ANSWER_WITHIN);
                !line.equals("seen");
                line = program.next(ANSWER_WITHIN)) {
            seen.add(line.split("\t", -1));
        }
        return seen;
    }

    @Override
    public void close() {
        program.close();
    }
}
