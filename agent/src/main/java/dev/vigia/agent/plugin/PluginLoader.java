package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import dev.vigia.calls.Thrown;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the classes of one plugin: the JDK's from the platform, the plugin API's and SLF4J's from the agent, all others from the
 * plugin's own jars only.
 */
final class PluginLoader extends URLClassLoader {
    private static final Logger log = LoggerFactory.getLogger(PluginLoader.class);

    /** The packages whose classes are the agent's, whatever is in the plugin's jars; each with a dot behind it. */
    static final List<String> SHARED = List.of(KnownApi.PACKAGE, "org.slf4j.");

    private static final List<String> SHARED_RESOURCES = List.of("dev/vigia/api/", "org/slf4j/");

    static {
        registerAsParallelCapable();
        // Else the JDK keeps a jar open for ever once a plugin has read a resource by its URL.
        URLConnection.setDefaultUseCaches("jar", false);
    }

    private final ClassLoader agent = Objects.requireNonNull(ChatPlugin.class.getClassLoader());
    private final String label;
    private final List<String> hooks;
    private final Path folder;
    private final List<ThreadGroup> groups = new ArrayList<>();
    private int users;
    private @Nullable Unloading unloading;

    /**
     * @param label what messages call the plugin's file
     * @param hooks where it adds shutdown hooks, for messages
     * @param folder where the operator may put more jars for this plugin
     */
    PluginLoader(String label, Path folder, List<URL> jars, List<String> hooks) {
        super(label, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.label = label;
        this.hooks = List.copyOf(hooks);
        this.folder = folder;
    }

    List<String> hooks() {
        return hooks;
    }

    String label() {
        return label;
    }

    Path folder() {
        return folder;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        return isShared(name, SHARED) ? agent.loadClass(name) : super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isShared(name, SHARED_RESOURCES) ? agent.getResource(name) : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isShared(name, SHARED_RESOURCES) ? agent.getResources(name) : super.getResources(name);
    }

    /** Somebody is about to run the plugin's code. */
    void enter(ThreadGroup group) {
        synchronized (groups) {
            users++;
            groups.add(group);
        }
    }

    /** The plugin's code does not run any more for one of those who entered. */
    void leave() {
        synchronized (groups) {
            users--;
            // What is left are threads that the plugin started itself.
            groups.removeIf(group -> group.activeCount() == 0);
        }
        closeIfOutdated();
    }

    /** Nobody new will run the plugin's code: when the last who does leaves, the jars are closed. */
    void retire(Unloading watch) {
        synchronized (groups) {
            unloading = watch;
        }
        closeIfOutdated();
    }

    /** Takes a retirement back, unless it is too late. */
    boolean reactivate() {
        synchronized (groups) {
            boolean open = users > 0;
            if (open) {
                unloading = null;
            }
            return open;
        }
    }

    boolean isInUse() {
        synchronized (groups) {
            return users > 0;
        }
    }

    private void closeIfOutdated() {
        Unloading watch;
        List<ThreadGroup> left;
        synchronized (groups) {
            if (users > 0 || unloading == null) {
                return;
            }
            watch = unloading;
            unloading = null;
            left = List.copyOf(groups);
        }
        closeJars();
        watch.begin(this, left);
    }

    void closeJars() {
        try {
            close();
        } catch (IOException e) {
            log.warn("The jars of {} cannot be closed: {}", getName(), Thrown.words(e));
        }
    }

    private static boolean isShared(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
