package dev.attache.manager.doctor;

/** One thing that was looked at. */
public record Finding(String what, Verdict verdict, String sentence, String advice) {
    /** WARN: it works, and somebody should know. */
    public enum Verdict {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String what, String sentence) {
        return new Finding(what, Verdict.OK, sentence, "");
    }

    static Finding warn(String what, String sentence, String advice) {
        return new Finding(what, Verdict.WARN, sentence, advice);
    }

    static Finding fail(String what, String sentence, String advice) {
        return new Finding(what, Verdict.FAIL, sentence, advice);
    }
}
