package dev.attache.manager.cli;

import dev.attache.manager.agent.UserTokens;
import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.config.Durations;
import dev.attache.manager.status.JsonText;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;

@CommandLine.Command(
        name = "token",
        description = "A token for a person, signed with USER_TOKEN_SECRET; for trying things out.")
final class TokenCommand extends JsonCommand {
    @Parameters(paramLabel = "DOCUMENT", description = "Or * for all of them.")
    private String document = "";

    @Option(names = "--sub", paramLabel = "ID", description = "Who it is for (operator).")
    private String subject = "operator";

    @Option(names = "--name", paramLabel = "NAME", description = "What others see.")
    private String name = "";

    @Option(names = "--read", description = "May read only.")
    private boolean readOnly;

    @Option(names = "--for", paramLabel = "DURATION", description = "Valid for so long (1h).")
    private String valid = "1h";

    TokenCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        String secrets =
                config().tokens()
                        .userSecrets()
                        .orElseThrow(
                                () ->
                                        new Trouble(
                                                Exit.USAGE,
                                                "USER_TOKEN_SECRET is not set: set it to the one"
                                                        + " of the document server."));
        String where = document.equals("*") ? "*" : Names.document(document).value();
        String token =
                new UserTokens(secrets)
                        .mint(
                                new UserTokens.Person(subject, name, readOnly),
                                where,
                                time(),
                                Instant.now());
        out().println(json() ? JsonText.object(o -> o.writeStringField("token", token)) : token);
        return Exit.OK;
    }

    private Duration time() throws Trouble {
        try {
            return Durations.parse(valid);
        } catch (IllegalArgumentException e) {
            throw new Trouble(
                    Exit.USAGE, "--for is " + valid + "; it must be " + Durations.ALLOWED + ".");
        }
    }
}
