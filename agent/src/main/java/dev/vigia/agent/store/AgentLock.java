package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second agent away from a database, by a lock on a file beside it. The lock ends with the process, however that ends.
 *
 * <p>Who holds a lock in this process is kept in memory: merely to open and close a locked file would end the process's lock on it.
 */
final class AgentLock implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private AgentLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static AgentLock on(Path database) throws StoreException {
        return tryOn(database)
                .orElseThrow(() -> new StoreException("Another agent is running on the database " + database
                        + ", or a command that changes it. Stop it first, or give this one a database of its own"
                        + " (store.url)."));
    }

    /** Empty if somebody else has the lock. */
    static Optional<AgentLock> tryOn(Path database) throws StoreException {
        Path file = file(database);
        if (!HELD_HERE.add(file)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            PrivateFiles.createFile(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            if (!locked) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new AgentLock(file, channel));
        } catch (IOException e) {
            throw unusable(file, e);
        } finally {
            if (!locked) {
                HELD_HERE.remove(file);
            }
        }
    }

    /** Whether an agent, in this process or another, holds the database. */
    static boolean isHeld(Path database) throws StoreException {
        Path file = file(database);
        if (HELD_HERE.contains(file)) {
            return true;
        }
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    @Override
    public void close() throws StoreException {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw unusable(file, e);
        } finally {
            HELD_HERE.remove(file);
        }
    }

    private static Path file(Path database) {
        return database.resolveSibling(database.getFileName() + ".lock");
    }

    private static StoreException unusable(Path file, IOException e) {
        return new StoreException(
                "The lock file " + file + " cannot be used: " + PrivateFiles.reason(e)
                        + ". Check its owner and rights and those of its directory.",
                e);
    }
}
