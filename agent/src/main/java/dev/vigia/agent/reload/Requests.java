package dev.vigia.agent.reload;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** How a command asks a running agent to reload, and is answered: by files in a directory that only the agent's user may enter. */
public final class Requests {
    /** What the directory is called, behind the name of the database that it stands beside. */
    public static final String DIRECTORY = "reload";

    private static final String REQUEST = ".request";
    private static final String TAKEN = ".taken";
    private static final String ANSWER = ".answer";
    private static final String DONE = "done ";
    private static final String REFUSED = "refused ";
    private static final Duration EVERY = Duration.ofMillis(100);

    private final Path directory;

    public Requests(Path directory) {
        this.directory = directory;
    }

    /** What the agent did, and what it refused. */
    public record Answer(List<String> done, List<String> refused) {}

    /** Begins to take requests, also those that came while nobody took them, and those that were taken and not answered. */
    void open() throws IOException {
        PrivateFiles.createDirectory(directory);
        for (Path left : entries()) {
            String name = String.valueOf(left.getFileName());
            if (name.endsWith(TAKEN)) {
                String request = name.substring(0, name.length() - TAKEN.length());
                Files.move(left, file(request, REQUEST), StandardCopyOption.ATOMIC_MOVE);
            } else if (!name.endsWith(REQUEST)) {
                Files.deleteIfExists(left);
            }
        }
    }

    /** Takes one of the requests that wait. It has to be answered. */
    Optional<String> take() throws IOException {
        for (Path entry : entries()) {
            String name = String.valueOf(entry.getFileName());
            if (name.endsWith(REQUEST)) {
                String request = name.substring(0, name.length() - REQUEST.length());
                try {
                    Files.move(entry, file(request, TAKEN), StandardCopyOption.ATOMIC_MOVE);
                    return Optional.of(request);
                } catch (NoSuchFileException e) {
                    // It was taken back just now.
                }
            }
        }
        return Optional.empty();
    }

    void answer(String request, Report report) throws IOException {
        List<String> lines = new ArrayList<>();
        report.done().forEach(each -> lines.add(DONE + oneLine(each)));
        report.refused().forEach(each -> lines.add(REFUSED + oneLine(each)));
        Path unfinished = directory.resolve(request + ".unfinished");
        Files.write(unfinished, lines, UTF_8);
        Files.move(unfinished, file(request, ANSWER), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(file(request, TAKEN));
    }

    /**
     * Asks the agent to reload.
     *
     * @throws NoSuchFileException if the agent takes no requests
     */
    public String ask() throws IOException {
        String request = UUID.randomUUID().toString();
        Files.createFile(file(request, REQUEST));
        return request;
    }

    /** Takes a request back; false if the agent has taken it already. */
    public boolean withdraw(String request) throws IOException {
        return Files.deleteIfExists(file(request, REQUEST));
    }

    /** Waits for the answer, but not longer than so long; empty if there is none by then. */
    public Optional<Answer> await(String request, Duration longest) throws IOException, InterruptedException {
        Path file = file(request, ANSWER);
        long end = System.nanoTime() + longest.toNanos();
        while (!Files.exists(file)) {
            if (System.nanoTime() >= end) {
                return Optional.empty();
            }
            Thread.sleep(EVERY.toMillis());
        }
        List<String> lines = Files.readAllLines(file, UTF_8);
        Files.delete(file);
        return Optional.of(new Answer(after(DONE, lines), after(REFUSED, lines)));
    }

    private static List<String> after(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).replace('\u2028', '\n'))
                .toList();
    }

    /** With the mark for the end of a line that no reader of lines takes for one. */
    private static String oneLine(String text) {
        return text.replace('\n', '\u2028').replace("\r", "");
    }

    private Path file(String request, String kind) {
        return directory.resolve(request + kind);
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }
}
