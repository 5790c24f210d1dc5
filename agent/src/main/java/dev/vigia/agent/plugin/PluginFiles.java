package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what may be a plugin in the plugin directory, and says of the rest what looks like a mistake. */
final class PluginFiles {
    private static final List<String> OTHER_ARCHIVES = List.of(".zip", ".war", ".tar", ".gz", ".tgz", ".7z", ".rar");
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".filepart", ".crdownload", ".download");

    /** How far below a folder a jar is looked for that somebody put there by mistake. */
    private static final int DEEPEST = 4;

    private final Path directory;
    private final List<PluginFile> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> unusable = new HashSet<>();

    private PluginFiles(Path directory) {
        this.directory = directory;
    }

    static PluginFiles in(Path directory) throws PluginException {
        if (!Files.exists(directory)) {
            throw new PluginException(
                    "plugin directory " + directory.toAbsolutePath()
                            + " does not exist. Create it, or set vigia.plugin-directory to the directory that holds the plugins");
        }
        if (!Files.isDirectory(directory)) {
            throw new PluginException("plugin directory " + directory.toAbsolutePath()
                    + " is not a directory. Set vigia.plugin-directory to the directory that holds the plugins");
        }
        PluginFiles found = new PluginFiles(directory);
        try {
            if (Permissions.isWritableByOthers(directory)) {
                throw new PluginException("plugin directory " + directory.toAbsolutePath()
                        + " is writable by every user of this machine, who could run code as the agent."
                        + " Take that right away: chmod o-w " + directory.toAbsolutePath());
            }
            for (Path entry : entries(directory)) {
                found.add(entry);
            }
        } catch (IOException e) {
            throw new PluginException("plugin directory " + directory.toAbsolutePath() + " cannot be read: "
                    + Thrown.words(e) + ". Let the agent's user read it");
        }
        return found;
    }

    /** One plugin alone: a jar or a folder, which need not be in the plugin directory. */
    static PluginFiles of(Path plugin) {
        Path absolute = plugin.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        PluginFiles found = new PluginFiles(parent == null ? absolute : parent);
        found.add(absolute);
        if (found.files.isEmpty() && found.problems.isEmpty()) {
            found.problems.add(
                    nameOf(absolute) + " is no plugin: a plugin is a file *.jar, or a folder with such files."
                            + " Name such a file or folder");
        }
        return found;
    }

    List<PluginFile> files() {
        return files;
    }

    List<String> problems() {
        return problems;
    }

    List<String> warnings() {
        return warnings;
    }

    /** The labels of those that are there and cannot be read, or must not be. */
    Set<String> unusable() {
        return unusable;
    }

    private void add(Path entry) {
        String name = nameOf(entry);
        if (Files.isDirectory(entry)) {
            addFolder(entry, name + "/");
        } else if (isJar(name)) {
            if (mayBeRun(entry, name)) {
                Path folder = directory.resolve(name.substring(0, name.length() - ".jar".length()));
                files.add(new PluginFile(name, folder, List.of(entry)));
            }
        } else {
            addIfMistaken(name, name);
        }
    }

    private void addFolder(Path folder, String label) {
        List<Path> jars = new ArrayList<>();
        List<Path> inside = new ArrayList<>();
        try {
            if (!mayBeRun(folder, label)) {
                return;
            }
            for (Path entry : entries(folder)) {
                String name = nameOf(entry);
                if (Files.isDirectory(entry)) {
                    inside.add(entry);
                } else if (!isJar(name)) {
                    addIfMistaken(label + name, name);
                } else if (mayBeRun(entry, label + name)) {
                    jars.add(entry);
                } else {
                    unusable.add(label);
                    return;
                }
            }
        } catch (IOException e) {
            problems.add(label + " cannot be read: " + Thrown.words(e) + ". Let the agent's user read it");
            unusable.add(label);
            return;
        }
        if (jars.isEmpty()) {
            problems.add(hollow(folder, label));
        } else {
            files.add(new PluginFile(label, folder, List.copyOf(jars)));
            inside.stream()
                    .flatMap(each -> jarsBelow(each).stream())
                    .forEach(jar -> warnings.add(label + folder.relativize(jar)
                            + " lies too deep, so nothing is loaded from it. Move it into " + label));
        }
    }

    private static List<Path> jarsBelow(Path folder) {
        try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
            return below.filter(file -> isJar(nameOf(file)) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private static String hollow(Path folder, String label) {
        return jarsBelow(folder).stream()
                .findFirst()
                .map(jar -> label + " holds no jar itself; " + label + folder.relativize(jar)
                        + " lies too deep, so it is not loaded. Move it into " + label)
                .orElse(label + " holds no jar. Put the plugin's jar into it, or remove the folder");
    }

    private boolean mayBeRun(Path path, String label) {
        try {
            if (Permissions.isWritableByOthers(path)) {
                problems.add(label + " is writable by every user of this machine, who could run code as the agent."
                        + " Take that right away: chmod o-w " + path.toAbsolutePath());
                unusable.add(label);
                return false;
            }
            return true;
        } catch (IOException e) {
            problems.add(
                    label + " cannot be read: " + Thrown.words(e) + ". Let the agent's user read it, or remove it");
            unusable.add(label);
            return false;
        }
    }

    private void addIfMistaken(String label, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (OTHER_ARCHIVES.stream().anyMatch(lower::endsWith)) {
            problems.add(label
                    + " is not loaded: a plugin is a file *.jar, or a folder with such files. Unpack it, or remove it");
        } else if (UNFINISHED.stream().anyMatch(lower::endsWith)) {
            problems.add(label + " is not loaded: it looks like a copy that is not complete."
                    + " It is loaded once it is complete and called *.jar");
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !nameOf(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
