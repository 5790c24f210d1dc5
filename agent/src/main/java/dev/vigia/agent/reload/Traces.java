package dev.vigia.agent.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How files looked at one moment, without reading them.
 *
 * @param files what can be seen of each from outside
 */
record Traces(Map<Path, String> files) {
    /** Nothing was looked at yet. */
    static final Traces NONE = new Traces(Map.of());

    Traces {
        files = Map.copyOf(files);
    }

    /** A file, and the jars in a directory and in its folders. What else is there may be written all the time by whose it is. */
    static Traces of(Path file, Path directory) {
        Map<Path, String> files = new TreeMap<>();
        files.put(file, trace(file));
        for (Path entry : entries(directory)) {
            if (Files.isDirectory(entry)) {
                files.put(entry, traceOfFolder(entry));
                entries(entry).stream().filter(Traces::isJar).forEach(inFolder -> files.put(inFolder, trace(inFolder)));
            } else if (isJar(entry)) {
                files.put(entry, trace(entry));
            }
        }
        return new Traces(files);
    }

    private static List<Path> entries(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static boolean isJar(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** Not its time, which tells of every file in it. */
    private static String traceOfFolder(Path path) {
        try {
            return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? String.valueOf(Files.getAttribute(path, "unix:mode"))
                    : "folder";
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static String trace(Path path) {
        try {
            // The time of the last change of anything, rights too, where there is one: a copy may keep all other times.
            String what = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? "unix:size,lastModifiedTime,ctime,ino"
                    : "size,lastModifiedTime";
            return new TreeMap<>(Files.readAttributes(path, what)).toString();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}
