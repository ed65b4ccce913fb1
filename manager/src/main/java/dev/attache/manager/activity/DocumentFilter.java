package dev.attache.manager.activity;

import dev.attache.protocol.DocumentId;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which documents this manager minds: patterns separated by commas, `*` for anything and `?` for
 * one character, `!` in front to exclude. A document is minded when no exclusion matches it and
 * some inclusion does, or there is none.
 */
public final class DocumentFilter implements Predicate<DocumentId> {
    public static final DocumentFilter ALL = new DocumentFilter(List.of(), List.of());

    private final List<Pattern> included;
    private final List<Pattern> excluded;

    private DocumentFilter(List<Pattern> included, List<Pattern> excluded) {
        this.included = included;
        this.excluded = excluded;
    }

    public static DocumentFilter of(String patterns) {
        var included = new ArrayList<Pattern>();
        var excluded = new ArrayList<Pattern>();
        for (String part : patterns.split(",", -1)) {
            String glob = part.strip();
            if (glob.equals("!")) {
                throw new IllegalArgumentException(
                        "ATTACHE_DOCUMENTS: `!` alone excludes nothing; write the pattern behind"
                                + " it, as in `!draft-*`");
            } else if (glob.startsWith("!")) {
                excluded.add(pattern(glob.substring(1)));
            } else if (!glob.isEmpty()) {
                included.add(pattern(glob));
            }
        }
        return new DocumentFilter(List.copyOf(included), List.copyOf(excluded));
    }

    @Override
    public boolean test(DocumentId document) {
        return excluded.stream().noneMatch(p -> p.matcher(document.value()).matches())
                && (included.isEmpty()
                        || included.stream().anyMatch(p -> p.matcher(document.value()).matches()));
    }

    private static Pattern pattern(String glob) {
        var regex = new StringBuilder();
        glob.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '*' -> regex.append(".*");
                                case '?' -> regex.append('.');
                                default -> regex.append(Pattern.quote(Character.toString(c)));
                            }
                        });
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
