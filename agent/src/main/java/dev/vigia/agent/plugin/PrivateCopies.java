package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a copy of each jar that is run, named by what it contains: a jar that is overwritten while it is in use would break its
 * plugin hours later.
 */
final class PrivateCopies {
    /** An operator who takes a version back finds it as it was; and what another process is just writing is not taken away. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final Path directory;

    private PrivateCopies(Path directory) {
        this.directory = directory;
    }

    static PrivateCopies in(Path directory) throws PluginException {
        try {
            Permissions.makePrivateDirectory(directory);
            return new PrivateCopies(directory);
        } catch (IOException e) {
            throw new PluginException("directory " + directory.toAbsolutePath()
                    + " for the copies of plugins cannot be made private to the agent: " + Thrown.words(e)
                    + ". Let the agent's user own it, or remove it");
        }
    }

    PrivateCopy copy(Path jar, String label) throws PluginException {
        try {
            BasicFileAttributes before = Files.readAttributes(jar, BasicFileAttributes.class);
            Path unfinished = Files.createTempFile(directory, "copy-", ".part");
            try {
                Path copy = directory.resolve(copyTo(unfinished, jar) + ".jar");
                BasicFileAttributes after = Files.readAttributes(jar, BasicFileAttributes.class);
                if (before.size() != after.size()
                        || !before.lastModifiedTime().equals(after.lastModifiedTime())
                        || Files.size(unfinished) != after.size()) {
                    throw new PluginException(label + " is still being written."
                            + " Wait until it is complete; copy it under another name and rename it to avoid this");
                }
                place(unfinished, copy);
                return new PrivateCopy(jar, label, copy);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new PluginException(label + " cannot be copied to " + directory.toAbsolutePath() + ": "
                    + Thrown.words(e) + ". Let the agent's user read the one and write to the other");
        }
    }

    /**
     * Removes what nobody uses any more. Fails silently: a file that stays does no harm, and is tried again.
     *
     * @param used the copies that are open here
     */
    void removeStale(Set<Path> used, Instant now) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : List.copyOf(files.toList())) {
                String name = String.valueOf(file.getFileName());
                boolean ours = name.endsWith(".jar") || name.endsWith(".part");
                if (ours
                        && !used.contains(file)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(KEPT))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            // Another process may be removing the same files.
        }
    }

    private static void place(Path unfinished, Path copy) throws IOException {
        // A copy that is there may be open elsewhere; one that a power cut left incomplete must not be used.
        if (Files.exists(copy) && Files.mismatch(unfinished, copy) == -1) {
            Files.setLastModifiedTime(
                    copy, FileTime.from(Files.getLastModifiedTime(unfinished).toInstant()));
        } else {
            Files.move(unfinished, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String copyTo(Path target, Path jar) throws IOException {
        MessageDigest sha256 = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), sha256);
                OutputStream out = Files.newOutputStream(target)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java has", e);
        }
    }
}
