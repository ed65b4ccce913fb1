package dev.attache.manager.cli;

/** The answer to having told the manager something. */
final class Told {
    private Told() {}

    static void print(JsonCommand command, String answer) throws Trouble {
        command.out()
                .println(command.json() ? answer.strip() : JsonTree.object(answer).get("done"));
    }
}
