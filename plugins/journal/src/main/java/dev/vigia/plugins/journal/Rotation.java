package dev.vigia.plugins.journal;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a journal aside when it is full: {@code events.jsonl} becomes {@code events.1.jsonl}, and that {@code events.2.jsonl}.
 *
 * @param path the journal
 * @param maxSize the size in bytes that it does not exceed, unless a single line does
 * @param keep how many files put aside are kept
 */
record Rotation(Path path, long maxSize, int keep) {
    boolean isDue(long size, int more) {
        return size > 0 && size + more > maxSize;
    }

    /** The files put aside, the youngest first. */
    List<Path> aside() {
        return IntStream.rangeClosed(1, keep)
                .mapToObj(this::aside)
                .filter(Files::exists)
                .toList();
    }

    /**
     * Makes place for a new journal. A crash between two of the steps leaves a number free, which the next rotation fills again
     * before it lets go of the eldest file.
     */
    void putAside() throws IOException {
        int free = 1;
        while (free < keep && Files.exists(aside(free))) {
            free++;
        }
        for (int number = free; number > 1; number--) {
            Files.move(aside(number - 1), aside(number), ATOMIC_MOVE);
        }
        Files.move(path, aside(1), ATOMIC_MOVE);
        for (int number = keep + 1; Files.deleteIfExists(aside(number)); number++) {
            // Left from a time when more files were to be kept.
        }
        Disk.forceDirectoryOf(path);
    }

    private Path aside(int number) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        int end = dot > 0 ? dot : name.length();
        return path.resolveSibling(name.substring(0, end) + "." + number + name.substring(end));
    }
}
