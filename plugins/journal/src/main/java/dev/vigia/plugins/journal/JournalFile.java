package dev.vigia.plugins.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The file that events are appended to: whole lines only, each event once.
 *
 * <p>A line is written by one call, so that a process that is killed leaves it whole, and forced to the disk by {@link #flush},
 * before its event counts as delivered. Whatever fails, the file is cut back to its last good line and the event is delivered again.
 * Safe for several threads.
 */
final class JournalFile implements Closeable {
    /** How many events are remembered; well above what can be delivered again after a crash. */
    private static final int REMEMBERED = 1_000;

    /** Opens the channel that lines are appended to. A parameter for the tests, which let the disk be full. */
    @FunctionalInterface
    interface Opening {
        FileChannel openForAppending(Path path) throws IOException;
    }

    private final Path path;
    private final Rotation rotation;
    private final WriterLock lock;
    private final Opening opening;
    private final Logger log;
    private final RecentIds recent = new RecentIds(REMEMBERED);

    private @Nullable FileChannel channel;
    private @Nullable Object fileKey;
    private long durable;

    JournalFile(Path path, Rotation rotation, WriterLock lock, Opening opening, Logger log) {
        this.path = path;
        this.rotation = rotation;
        this.lock = lock;
        this.opening = opening;
        this.log = log;
    }

    /** Takes the file: ends what a crash left unfinished, and learns which events it has. */
    synchronized void open() throws IOException {
        lock.acquire();
        try {
            reopen();
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Writes an event, unless it is there already. */
    synchronized void append(String json) throws IOException {
        lock.acquire();
        String id = JsonLine.idOf(json)
                .orElseThrow(() -> new IllegalArgumentException("This event has no id, so it cannot be kept: " + json));
        FileChannel current = writable(); // and thereby it is known which events it has
        if (recent.contains(id)) {
            return;
        }
        ByteBuffer line = StandardCharsets.UTF_8.encode(json + "\n");
        if (rotation.isDue(current.size(), line.remaining())) {
            force(current);
            close(current);
            rotation.putAside();
            current = reopen();
        }
        write(current, line);
        recent.add(id);
    }

    /** Makes durable what was appended. */
    synchronized void flush() throws IOException {
        if (channel != null) {
            force(writable());
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (lock) {
            FileChannel current = channel;
            if (current != null && current.isOpen()) {
                try (current) {
                    force(current);
                }
            }
        }
    }

    /** The open file; opened anew if an interruption closed it, or if somebody moved or deleted it. */
    private FileChannel writable() throws IOException {
        FileChannel current = channel;
        if (current == null || !current.isOpen()) {
            return reopen();
        }
        if (Objects.equals(keyOf(path), fileKey)) {
            return current;
        }
        log.info("{} was moved or deleted; a new one is begun", path);
        force(current);
        close(current);
        return reopen();
    }

    private FileChannel reopen() throws IOException {
        boolean isNew = !Files.exists(path);
        FileChannel opened = opening.openForAppending(path);
        boolean ready = false;
        try {
            repair(opened);
            opened.force(true);
            if (isNew) {
                Disk.forceDirectoryOf(path);
            }
            recent.settle();
            lastIds().forEach(recent::addSettled);
            fileKey = keyOf(path);
            durable = opened.size();
            ready = true;
        } finally {
            if (!ready) {
                opened.close();
            }
        }
        channel = opened;
        return opened;
    }

    private void repair(FileChannel opened) throws IOException {
        JournalEnd.Fragment fragment = JournalEnd.fragment(path);
        if (fragment.size() == 0) {
            return;
        }
        if (fragment.isWhole()) {
            write(opened, ByteBuffer.wrap(new byte[] {'\n'}));
            return;
        }
        opened.truncate(fragment.start());
        log.warn(
                "Cut {} bytes of an unfinished line off the end of {}; its event will be delivered again",
                fragment.size(),
                path);
    }

    /** Of files put aside only at the start: later they hold nothing that is not remembered. */
    private List<String> lastIds() throws IOException {
        List<String> ids = new ArrayList<>(JournalEnd.ids(path, REMEMBERED));
        if (recent.isEmpty()) {
            for (Path aside : rotation.aside()) {
                if (ids.size() < REMEMBERED) {
                    ids.addAll(0, JournalEnd.ids(aside, REMEMBERED - ids.size()));
                }
            }
        }
        return ids;
    }

    private void write(FileChannel current, ByteBuffer line) throws IOException {
        long size = current.size();
        try {
            while (line.hasRemaining()) {
                current.write(line);
            }
        } catch (IOException e) {
            cutBack(current, size, e);
            throw new IOException("Cannot write to " + path + " (" + e + "); the event will be delivered again", e);
        }
    }

    private void force(FileChannel current) throws IOException {
        if (!recent.hasUnsettled()) {
            return;
        }
        try {
            current.force(true);
        } catch (IOException e) {
            // After a failed force the system may believe that it wrote what it dropped: write the lines anew.
            cutBack(current, durable, e);
            recent.forgetUnsettled();
            throw new IOException(
                    "Cannot force " + path + " to the disk (" + e + "); its last events will be delivered again", e);
        }
        recent.settle();
        durable = current.size();
    }

    private void cutBack(FileChannel current, long size, IOException cause) {
        try {
            current.truncate(size);
        } catch (IOException e) {
            // It is repaired when it is opened again.
            cause.addSuppressed(e);
            close(current);
        }
    }

    private void close(FileChannel current) {
        try {
            current.close();
        } catch (IOException e) {
            log.warn("Cannot close {} ({}); what was written to it is safe", path, e.toString());
        }
    }

    private static @Nullable Object keyOf(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return "no file";
        }
    }
}
