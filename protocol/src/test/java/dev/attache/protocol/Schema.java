package dev.attache.protocol;

import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;

import java.net.URI;

/** The schema in the jar, as a yes or no to one line. */
final class Schema {
    private static final URI ID = URI.create("urn:attache:protocol:1");

    private final Validator validator = new ValidatorFactory().createValidator();
    private final URI part;

    private Schema(String part) {
        validator.registerSchema(ID, Resources.text("protocol.schema.json"));
        this.part = URI.create(ID + "#/$defs/" + part);
    }

    static Schema toWorker() {
        return new Schema("toWorker");
    }

    static Schema fromWorker() {
        return new Schema("fromWorker");
    }

    boolean allows(String line) {
        return validator.validate(part, line).isValid();
    }
}
