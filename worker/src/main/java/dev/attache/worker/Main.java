package dev.attache.worker;

import dev.attache.worker.extract.ExtractMain;

import java.util.Arrays;
import java.util.List;

/** The worker's front door: the first word says what it shall do. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        if (!words.isEmpty() && words.getFirst().equals("extract")) {
            System.exit(
                    ExtractMain.run(
                            words.subList(1, words.size()),
                            System.getenv(),
                            System.in,
                            System.out,
                            System.err));
        }
        System.err.println("usage: attache-worker extract [--jsonl] < text");
        System.exit(2);
    }
}
