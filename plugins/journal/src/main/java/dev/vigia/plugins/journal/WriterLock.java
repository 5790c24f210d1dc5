package dev.vigia.plugins.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two journals from writing the same file.
 *
 * <p>A lock on a file beside it, which the system lets go of when the process dies, keeps off other processes. Within the process a
 * system property tells who holds the file: each instance has classes of its own, so nothing else here is common to them. It is
 * asked first, because merely opening and closing a locked file a second time would let go of the lock.
 */
final class WriterLock implements Closeable {
    private final Path path;
    private final String instance;
    private final String property;
    private @Nullable FileChannel channel;

    WriterLock(Path path, String instance) {
        this.path = path;
        this.instance = instance;
        this.property = "dev.vigia.plugins.journal:" + path;
    }

    /** Whether the version of this plugin instance that is being replaced still writes the file. */
    boolean isHeldByPredecessor() {
        return channel == null && instance.equals(System.getProperty(property));
    }

    /** Takes the lock, unless this object has it already. */
    void acquire() throws IOException {
        if (channel != null) {
            return;
        }
        Object holder = System.getProperties().putIfAbsent(property, instance);
        if (holder != null) {
            throw new IOException(path + " is already written by the plugin instance \"" + holder
                    + "\" of this agent; give each journal a file of its own");
        }
        try {
            channel = lock();
        } finally {
            if (channel == null) {
                System.clearProperty(property);
            }
        }
    }

    private FileChannel lock() throws IOException {
        FileChannel opened = Disk.open(path.resolveSibling(path.getFileName() + ".lock"), Set.of(CREATE, WRITE));
        boolean locked = false;
        try {
            locked = opened.tryLock() != null;
        } finally {
            if (!locked) {
                opened.close();
            }
        }
        if (!locked) {
            throw new IOException(path + " is already written by another process;"
                    + " stop that one, or give this journal a file of its own");
        }
        return opened;
    }

    @Override
    public void close() throws IOException {
        FileChannel held = channel;
        if (held != null) {
            channel = null;
            try {
                held.close();
            } finally {
                System.clearProperty(property);
            }
        }
    }
}
