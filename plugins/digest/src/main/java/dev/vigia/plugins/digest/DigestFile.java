package dev.vigia.plugins.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that digests are appended to, readable by its owner alone. Safe for several threads. */
final class DigestFile {
    private final Path path;

    /** Makes the file's directory if need be. */
    DigestFile(Path path) throws IOException {
        this.path = path.toAbsolutePath();
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a directory; name a file in it");
        }
        Files.createDirectories(this.path.resolveSibling("").normalize());
    }

    /** Returns when the digest is on the disk. */
    synchronized void append(String digest) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (FileChannel channel = FileChannel.open(path, Set.of(CREATE, APPEND), ownerOnly)) {
            ByteBuffer bytes = ByteBuffer.wrap((digest + "\n").getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
