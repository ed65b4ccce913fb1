package dev.attache.manager.realtime;

/** What somebody else said, made fit for a log line: short, and without control characters. */
final class Plain {
    private Plain() {}

    static String text(String said, int atMost) {
        String cut = said.length() > atMost ? said.substring(0, atMost) : said;
        return cut.codePoints().anyMatch(Character::isISOControl)
                ? cut.replaceAll("\\p{Cntrl}+", " ")
                : cut;
    }
}
