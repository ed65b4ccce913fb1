package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Root;
import dev.attache.worker.crdt.Root.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What whoever runs us hears of a document whose text is not where we look for it. */
class MisplacedTest {
    @Test
    void anEditorsTextIsWhatWeLookForAndAnEmptyDocumentIsNoFault() {
        assertThat(fault(new Root("default", Kind.ELEMENTS), new Root("map", Kind.MAP))).isEmpty();
        assertThat(fault()).isEmpty();
        assertThat(fault(new Root("settings", Kind.MAP), new Root("chat", Kind.TEXT_OR_LIST)))
                .as("nobody has written yet")
                .isEmpty();
    }

    @Test
    void anEditorsTextUnderAnotherNameIsNamed() {
        assertThat(fault(new Root("prosemirror", Kind.ELEMENTS)))
                .contains("nothing stands under \"default\"")
                .contains("under \"prosemirror\"")
                .contains("set YJS_FRAGMENT");
    }

    @Test
    void anotherThingUnderOurNameIsNamedAndWhatToSetInstead() {
        assertThat(fault(new Root("default", Kind.TEXT_OR_LIST)))
                .contains("under \"default\" this document has plain text or a list")
                .contains("set YJS_FRAGMENT to its name");
        assertThat(fault(new Root("default", Kind.MAP), new Root("body", Kind.ELEMENTS)))
                .contains("a map")
                .contains("may be \"body\"");
    }

    private static String fault(Root... roots) {
        return Misplaced.fault("default", List.of(roots)).orElse("");
    }
}
