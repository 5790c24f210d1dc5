package dev.vigia.agent.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** Files and directories that only their owner may read. What exists already keeps its rights. */
public final class PrivateFiles {
    private PrivateFiles() {}

    static void createFile(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            createDirectory(directory);
        }
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, rights("rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Somebody was faster: then it exists, which is all that is wanted.
            }
        }
    }

    public static void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, rights("rwx------"));
        }
    }

    /** What an exception says that has often no more to it than its name and a path. */
    static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT) + ", " + e.getMessage();
    }

    private static FileAttribute<?>[] rights(String rights) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
