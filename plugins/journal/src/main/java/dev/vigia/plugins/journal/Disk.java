package dev.vigia.plugins.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Opens files so that nobody else reads what is personal in them. */
final class Disk {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Disk() {}

    /** The file that a path leads to, its directory made if need be. */
    static Path resolve(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a directory; name a file in it");
        }
        if (Files.exists(path)) {
            if (!Files.isRegularFile(path)) {
                throw new IOException(path + " is no regular file; name one, or a name that is free");
            }
            return path.toRealPath();
        }
        Path absolute = path.toAbsolutePath();
        makeDirectoryOf(absolute);
        return directoryOf(absolute).toRealPath().resolve(absolute.getFileName());
    }

    /** Opens a file for whole lines at its end, and makes it if need be, readable by its owner alone. */
    static FileChannel openForAppending(Path path) throws IOException {
        return open(path, Set.of(CREATE, APPEND));
    }

    static FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
        makeDirectoryOf(path);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? FileChannel.open(path, options, OWNER_ONLY) : FileChannel.open(path, options);
    }

    /** Makes durable that files were made in or renamed within a file's directory. */
    static void forceDirectoryOf(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return; // Windows knows no such thing.
        }
        try (FileChannel directory = FileChannel.open(directoryOf(path), READ)) {
            directory.force(true);
        }
    }

    private static void makeDirectoryOf(Path path) throws IOException {
        Path directory = directoryOf(path);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
    }

    private static Path directoryOf(Path absolute) {
        Path directory = absolute.getParent();
        if (directory == null) {
            throw new IllegalArgumentException(absolute + " lies in no directory; name a file");
        }
        return directory;
    }
}
