package dev.attache.manager.cli;

import dev.attache.protocol.DocumentId;

import java.util.Optional;

/** Documents as they are typed. */
final class Names {
    private Names() {}

    static DocumentId document(String name) throws Trouble {
        Optional<String> fault = DocumentId.faultIn(name);
        if (fault.isPresent()) {
            throw new Trouble(Exit.USAGE, "Not a document's name: " + fault.get());
        }
        return new DocumentId(name);
    }
}
