package dev.vigia.agent.plugin;

import dev.vigia.agent.spelling.Nearest;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that an operator has installed: each loaded apart from the others, what cannot be loaded named. */
public final class PluginDirectory implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginDirectory.class);

    private final Path directory;
    private final Map<String, PluginType> types = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<PluginLoader> loaders = new ArrayList<>();

    private PluginDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * Loads what is there. Runs no plugin's code.
     *
     * @param directory what the operator puts plugins into: a jar, or a folder with the jars of one plugin
     * @param workDirectory the agent's own, for the copies that are run; made if it is missing
     * @throws PluginException if one of the two cannot be used; what is wrong with one plugin is one of the {@link #problems()}
     */
    public static PluginDirectory open(Path directory, Path workDirectory) throws PluginException {
        return open(directory, PluginFiles.in(directory), workDirectory);
    }

    /**
     * Loads one plugin alone, wherever it is. Runs none of its code.
     *
     * @param plugin a jar, or a folder with the jars of one plugin
     * @throws PluginException if the work directory cannot be used
     */
    public static PluginDirectory openOne(Path plugin, Path workDirectory) throws PluginException {
        return open(plugin, PluginFiles.of(plugin), workDirectory);
    }

    private static PluginDirectory open(Path directory, PluginFiles found, Path workDirectory) throws PluginException {
        PrivateCopies copies = PrivateCopies.in(workDirectory.toAbsolutePath());
        PluginDirectory opened = new PluginDirectory(directory);
        opened.problems.addAll(found.problems());
        for (PluginFile file : found.files()) {
            opened.load(file, copies);
        }
        copies.removeStale(Clock.systemUTC().instant());
        return opened;
    }

    /** The plugins by their ids. */
    public Map<String, PluginType> types() {
        return Collections.unmodifiableMap(types);
    }

    /** What was found and cannot be used: each with its file, the cause and the cure. */
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** What can be used and has something about it that its operator should know: each with its file and the cure. */
    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /**
     * The plugin that a configured use means.
     *
     * @throws PluginException if it is not there; names those that are
     */
    public PluginType typeFor(PluginUse use) throws PluginException {
        PluginType type = types.get(use.use());
        if (type != null) {
            return type;
        }
        StringBuilder message = new StringBuilder(use.origin() + ": plugin instance \"" + use.instance() + "\" uses \""
                + use.use() + "\", but there is no such plugin in " + directory + ". ");
        Nearest.to(use.use(), types.keySet()).ifPresent(name -> message.append("Did you mean \"" + name + "\"? "));
        message.append(types.isEmpty() ? "No plugin is there" : "There are: " + String.join(", ", types.keySet()));
        if (!refused.isEmpty()) {
            message.append(". Not loaded for their problems: " + String.join(", ", refused));
        }
        throw new PluginException(message.toString());
    }

    /** Lets go of the plugins' files. Their instances must have been closed before. */
    @Override
    public void close() {
        for (PluginLoader loader : loaders) {
            close(loader);
        }
        loaders.clear();
    }

    private void load(PluginFile file, PrivateCopies copies) {
        try {
            List<PrivateCopy> jars = new ArrayList<>();
            for (Path jar : file.jars()) {
                PrivateCopy copy = copies.copy(jar, file.label(jar));
                JarCheck.check(copy);
                jars.add(copy);
            }
            Preflight preflight = Preflight.of(jars);
            if (!preflight.problems().isEmpty()) {
                throw new PluginException(preflight.problems());
            }
            load(file, preflight);
        } catch (PluginException e) {
            problems.addAll(e.problems());
            refused.add(file.label());
        }
    }

    private void load(PluginFile file, Preflight preflight) {
        PluginLoader loader = new PluginLoader(file.label(), file.folder(), urls(preflight.jars()));
        Providers providers = Providers.of(file, preflight, loader);
        problems.addAll(providers.problems());
        if (!providers.problems().isEmpty()) {
            refused.add(file.label());
        }
        boolean used = false;
        for (PluginType type : providers.types()) {
            used |= add(type);
        }
        if (used) {
            warnings.addAll(preflight.warnings());
            loaders.add(loader);
        } else {
            close(loader);
        }
    }

    private boolean add(PluginType type) {
        PluginType first = types.putIfAbsent(type.id(), type);
        if (first != null) {
            problems.add(type.file() + ": plugin \"" + type.id() + "\" " + type.version() + " is not used, because "
                    + first.file() + " has a plugin of the same id (version " + first.version()
                    + "). Remove one of the two");
        }
        return first == null;
    }

    private static List<URL> urls(List<JarScan> jars) {
        List<URL> urls = new ArrayList<>();
        for (JarScan scan : jars) {
            try {
                urls.add(scan.jar().path().toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("a file has no URL", e);
            }
        }
        return urls;
    }

    private static void close(PluginLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            log.warn("The jars of {} cannot be closed: {}", loader.getName(), Failure.describe(e));
        }
    }
}
