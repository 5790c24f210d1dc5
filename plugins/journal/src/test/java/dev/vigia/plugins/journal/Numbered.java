package dev.vigia.plugins.journal;

import dev.vigia.api.AccountFailing;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.testkit.TestMeta;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.helpers.NOPLogger;

/** Events that are told apart by their numbers, and journals to append them to. */
final class Numbered {
    private Numbered() {}

    static Event event(int number) {
        return event(number, "no answer");
    }

    static Event event(int number, String detail) {
        EventMeta meta =
                new TestMeta("e-" + number, "sales", number, Instant.parse("2026-01-15T17:20:07Z"), Optional.empty());
        return new AccountFailing(meta, AccountFailing.UNREACHABLE, detail);
    }

    static String json(int number) {
        return event(number).toJson();
    }

    /** What a journal holds after the events of these numbers, both ends included. */
    static List<String> lines(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Numbered::json).toList();
    }

    static JournalFile journal(Path path) {
        return journal(path, new Rotation(path, 1 << 20, 3), Disk::openForAppending);
    }

    static JournalFile journal(Path path, Rotation rotation, JournalFile.Opening opening) {
        return new JournalFile(path, rotation, new WriterLock(path, "journal"), opening, NOPLogger.NOP_LOGGER);
    }

    static void append(JournalFile journal, int first, int last) throws Exception {
        for (int number = first; number <= last; number++) {
            journal.append(json(number));
        }
        journal.flush();
    }
}
