package dev.vigia.plugins.journal;

import static java.nio.file.StandardOpenOption.READ;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the end of a journal: what a crash left unfinished, and which events came last. */
final class JournalEnd {
    private static final int BLOCK = 16 * 1024;

    /** What every line begins with. */
    private static final String BEGINNING = "{\"specversion\":";

    private JournalEnd() {}

    /**
     * What follows the last newline.
     *
     * @param start where it begins
     * @param size in bytes; 0 if the file ends well
     * @param isWhole whether nothing but the newline is missing
     */
    record Fragment(long start, int size, boolean isWhole) {}

    static Fragment fragment(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, READ)) {
            checkIsJournal(path, channel);
            long start = afterNewline(channel, 1);
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - start));
            readFully(channel, bytes, start);
            String text = new String(bytes.array(), StandardCharsets.UTF_8);
            return new Fragment(start, bytes.limit(), JsonLine.isWhole(text));
        }
    }

    /** The ids of the last lines, the eldest first; a line that has none is left out. */
    static List<String> ids(Path path, int lines) throws IOException {
        List<String> ids = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(path, READ)) {
            channel.position(afterNewline(channel, lines + 1));
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonLine.idOf(line).ifPresent(ids::add);
            }
        }
        return ids;
    }

    /** A wrong path in the configuration must not cost anybody the last line of another file. */
    private static void checkIsJournal(Path path, FileChannel channel) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(channel.size(), BEGINNING.length()));
        readFully(channel, start, 0);
        if (!BEGINNING.startsWith(new String(start.array(), StandardCharsets.US_ASCII))) {
            throw new IOException(path + " is no journal, it does not begin with " + BEGINNING
                    + "; move it away, or name another file");
        }
    }

    /** The place after the nth newline from the end; the file's start if it has fewer. */
    private static long afterNewline(FileChannel channel, int nth) throws IOException {
        int left = nth;
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            readFully(channel, block, start);
            for (int i = block.limit() - 1; i >= 0; i--) {
                if (block.get(i) == '\n' && --left == 0) {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long start) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, start + into.position()) < 0) {
                throw new IOException("The file became shorter while it was read");
            }
        }
    }
}
