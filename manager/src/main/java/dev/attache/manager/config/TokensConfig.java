package dev.attache.manager.config;

import java.util.List;
import java.util.Optional;

/** What the document knows its visitors by. */
public record TokensConfig(Optional<String> agentSecrets, Optional<String> userSecrets) {
    static final Key<String> AGENT =
            Key.secret(
                    "AGENT_TOKEN_SECRET",
                    Kinds.TOKEN_SECRETS,
                    "Signs the agents' tokens; the same as the document server's. Two, separated by"
                            + " a comma, while it is rotated: the first signs.");
    static final Key<String> USER =
            Key.secret(
                    "USER_TOKEN_SECRET",
                    Kinds.TOKEN_SECRETS,
                    "Signs people's tokens, for `attache token` and `attache doctor` only.");
    static final List<Key<?>> KEYS = List.of(AGENT, USER);

    static TokensConfig from(Values values) {
        return new TokensConfig(values.find(AGENT), values.find(USER));
    }
}
