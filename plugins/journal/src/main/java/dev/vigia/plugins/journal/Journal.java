package dev.vigia.plugins.journal;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.Event;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import java.io.IOException;
import java.nio.file.Path;

/** Appends every event to a file, one line of CloudEvents JSON each; no line torn, no event lost or written twice. */
@Plugin(id = "journal", description = "Appends every event to a file, one line of JSON each")
public final class Journal implements ChatPlugin {
    /** What the configuration may say. */
    public record Settings(
            @Doc("Where the events go; directories are made, new files are readable by their owner only")
            @Default("data/events.jsonl")
            Path file,

            @Doc("The size at which the file is put aside and a new one begun: bytes, or with B, KiB, MiB, GiB")
            @Default("64MiB")
            String maxSize,

            @Doc("How many files put aside are kept; older ones are deleted") @Default("8")
            int keep) {

        public Settings {
            if (ByteSize.parse(maxSize) < 4096) {
                throw new IllegalArgumentException("max-size is " + maxSize + "; give it at least 4KiB");
            }
            if (keep < 1) {
                throw new IllegalArgumentException("keep is " + keep + "; keep at least 1 file");
            }
        }
    }

    @Override
    public void setup(Setup setup) throws IOException {
        Settings settings = setup.settings(Settings.class);
        Path path = Disk.resolve(settings.file());
        Rotation rotation = new Rotation(path, ByteSize.parse(settings.maxSize()), settings.keep());
        WriterLock lock = new WriterLock(path, setup.instance());
        JournalFile file = setup.closeAtEnd(new JournalFile(path, rotation, lock, Disk::openForAppending, setup.log()));
        // While a new version of this instance is set up, the old one still writes. The first event opens the file
        // then.
        if (!lock.isHeldByPredecessor()) {
            file.open();
        }
        setup.beforeAck(file::flush);
        setup.on(Event.class).handle((event, context) -> file.append(event.toJson()));
    }
}
