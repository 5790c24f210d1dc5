package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one plugin: the JDK's from the platform, the plugin API's and SLF4J's from the agent, all others from the
 * plugin's own jars only.
 */
final class PluginLoader extends URLClassLoader {
    /** The packages whose classes are the agent's, whatever is in the plugin's jars; each with a dot behind it. */
    static final List<String> SHARED = List.of(KnownApi.PACKAGE, "org.slf4j.");

    private static final List<String> SHARED_RESOURCES = List.of("dev/vigia/api/", "org/slf4j/");

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader agent = Objects.requireNonNull(ChatPlugin.class.getClassLoader());
    private final Path folder;

    /** @param folder where the operator may put more jars for this plugin */
    PluginLoader(String name, Path folder, List<URL> jars) {
        super(name, jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.folder = folder;
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

    private static boolean isShared(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
