package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.launch.LogFolder;
import dev.attache.manager.status.JsonText;
import dev.attache.protocol.DocumentId;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

@CommandLine.Command(
        name = "logs",
        description = "What the workers of a document wrote to stderr; needs no running manager.")
final class LogsCommand extends JsonCommand {
    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

    @Parameters(paramLabel = "DOCUMENT")
    private String document = "";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "The last so many (100).")
    private int lines = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "And what comes, until Ctrl-C.")
    private boolean follow;

    LogsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble, InterruptedException {
        DocumentId id = Names.document(document);
        Path folder = ApiClient.stateFolder(config().identity()).resolve("logs");
        Path file = LogFolder.fileIn(folder, id);
        try {
            List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
            print(all.subList(Math.max(0, all.size() - lines), all.size()));
            if (follow) {
                follow(file);
            }
            return Exit.OK;
        } catch (NoSuchFileException e) {
            throw new Trouble(
                    Exit.FAILED, "No worker of %s has written anything to %s.".formatted(id, file));
        } catch (AccessDeniedException e) {
            throw new Trouble(
                    Exit.NOT_ALLOWED,
                    "This user may not read %s; its owner and group may.".formatted(file));
        } catch (IOException e) {
            throw new Trouble(Exit.FAILED, file + " cannot be read: " + e.getMessage());
        }
    }

    private void print(List<String> some) {
        for (String line : some) {
            out().println(
                            json()
                                    ? JsonText.object(field -> field.writeStringField("line", line))
                                    : line);
        }
        out().flush();
    }

    /** A file that has become shorter has been rotated, and begins anew. */
    private void follow(Path path) throws IOException, InterruptedException {
        long at = Files.size(path);
        while (true) {
            Thread.sleep(LOOKS_EVERY);
            long size = Files.exists(path) ? Files.size(path) : 0;
            at = size < at ? 0 : at;
            if (size > at) {
                byte[] more = new byte[(int) Math.min(size - at, 1 << 20)];
                try (var file = new RandomAccessFile(path.toFile(), "r")) {
                    file.seek(at);
                    file.readFully(more);
                }
                String text = new String(more, StandardCharsets.UTF_8);
                int whole = text.lastIndexOf('\n') + 1;
                print(text.substring(0, whole).lines().toList());
                at += text.substring(0, whole).getBytes(StandardCharsets.UTF_8).length;
            }
        }
    }
}
