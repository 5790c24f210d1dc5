package dev.vigia.plugins.journal;

import java.nio.file.Path;

/** A process that writes events without end, and prints the number of each one that it has handled. */
final class Writer {
    static final int KEEP = 1_000;

    private Writer() {}

    static Rotation rotation(Path path) {
        return new Rotation(path, 100_000, KEEP);
    }

    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[0]);
        JournalFile journal = Numbered.journal(path, rotation(path), Disk::openForAppending);
        journal.open();
        for (int number = Integer.parseInt(arguments[1]); ; number++) {
            journal.append(Numbered.json(number));
            System.out.println(number);
        }
    }
}
