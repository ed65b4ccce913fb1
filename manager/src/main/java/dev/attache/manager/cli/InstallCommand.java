package dev.attache.manager.cli;

import dev.attache.manager.Refused;
import dev.attache.manager.Version;
import dev.attache.manager.install.Host;
import dev.attache.manager.install.Installation;
import dev.attache.manager.install.Step;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@CommandLine.Command(
        name = "install",
        description = {
            "Puts this archive on the host: program, user, settings, systemd unit, state.",
            "Says what it would do; --apply does it. Again for an upgrade, as often as you like."
        })
final class InstallCommand extends Command {
    @Option(
            names = {"--apply", "--yes"},
            description = "Does it; without, nothing is changed.")
    private boolean apply;

    @Option(
            names = "--roll-back",
            description = "Brings back the version that the last upgrade has replaced.")
    private boolean rollBack;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "Into a folder instead of this machine: an image, or to have a look.")
    private Path root = Path.of("/");

    InstallCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws Trouble, IOException, InterruptedException {
        Host host = new Host(root);
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new Trouble(
                    Exit.FAILED,
                    "install is for Linux with systemd: elsewhere unpack the archive and use"
                            + " `attache run`.");
        }
        try {
            List<Step> steps = look(new Installation(host));
            return apply ? perform(host, steps) : show(steps);
        } catch (Refused e) {
            throw new Trouble(Exit.FAILED, "attache install: " + e.getMessage() + ".");
        }
    }

    private List<Step> look(Installation installation)
            throws Trouble, IOException, InterruptedException, Refused {
        if (rollBack) {
            return installation.rollBack();
        }
        Path archive = Path.of(System.getProperty("attache.home", "."));
        if (!Files.isDirectory(archive.resolve("lib"))) {
            throw new Trouble(
                    Exit.USAGE,
                    "%s is no built archive: `mvn package` makes deploy/target/attache-….tar.gz; unpack it and say `./attache install` there."
                            .formatted(archive));
        }
        return installation.install(archive, Version.current());
    }

    private int show(List<Step> steps) {
        out().println(
                        "A dry run, in which nothing is changed; --apply does what is marked with"
                                + " +.");
        steps.forEach(step -> print(sign(step), step));
        return Exit.OK;
    }

    private int perform(Host host, List<Step> steps)
            throws Trouble, IOException, InterruptedException, Refused {
        if (!host.mayBeChanged()) {
            throw new Trouble(
                    Exit.NOT_ALLOWED,
                    "Installing on this machine is root's: sudo %s install%s --apply. Nothing has been changed."
                            .formatted(
                                    Path.of(System.getProperty("attache.home", "."), "attache"),
                                    rollBack ? " --roll-back" : ""));
        }
        for (Step step : steps) {
            print(sign(step), step);
            step.perform();
        }
        out().println("Done.");
        return Exit.OK;
    }

    private void print(String sign, Step step) {
        out().println("%-4s%s".formatted(sign, step.sentence()));
        out().flush();
    }

    private static String sign(Step step) {
        return switch (step.kind()) {
            case PRESENT -> "ok";
            case TO_DO -> "+";
            case NOTE -> "→";
        };
    }
}
