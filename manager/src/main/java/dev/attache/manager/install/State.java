package dev.attache.manager.install;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that the manager writes into, and nothing else on the host. */
final class State {
    private final Host host;
    private final Account account;

    State(Host host, Account account) {
        this.host = host;
        this.account = account;
    }

    Step step() throws IOException, InterruptedException, Refused {
        Path folder = host.state();
        return isRight(folder)
                ? Step.present("%s is there.".formatted(folder))
                : Step.toDo(
                        "Make %s for the manager's state (0750, attache:attache)."
                                .formatted(folder),
                        this::make);
    }

    private boolean isRight(Path folder) throws IOException, InterruptedException, Refused {
        if (!Files.isDirectory(folder) || !Rights.FOLDER_FOR_THE_GROUP.areThoseOf(folder)) {
            return false;
        }
        var numbers = account.numbers();
        if (!Rights.canGiveAway()) {
            return true;
        }
        return numbers.isPresent()
                && Rights.belongs(folder, numbers.get().user(), numbers.get().group());
    }

    private void make() throws IOException, InterruptedException, Refused {
        Path folder = Files.createDirectories(host.state());
        Rights.FOLDER_FOR_THE_GROUP.giveTo(folder);
        var numbers = account.numbers();
        if (numbers.isPresent()) {
            Rights.hand(folder, numbers.get().user(), numbers.get().group());
        }
    }
}
