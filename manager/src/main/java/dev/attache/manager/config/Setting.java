package dev.attache.manager.config;

/** What is in force for one key: as shown to people, with secrets masked, and where it is from. */
public record Setting(Key<?> key, String shown, Origin origin) {
    public boolean isSet() {
        return !(origin instanceof Origin.Fallback);
    }
}
