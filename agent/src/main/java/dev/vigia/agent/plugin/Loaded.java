package dev.vigia.agent.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is loaded of one file or folder in the plugin directory.
 *
 * @param label as the file's
 * @param copies the jars that classes come from, each named by its content
 * @param problems what was wrong with some of its plugins
 * @param warnings what its operator should know
 */
record Loaded(
        String label,
        List<Path> copies,
        PluginLoader loader,
        List<PluginType> types,
        List<String> problems,
        List<String> warnings) {
    static Loaded from(PluginFile file, Preflight preflight) {
        List<PrivateCopy> jars = preflight.jars().stream().map(JarScan::jar).toList();
        PluginLoader loader = new PluginLoader(file.label(), file.folder(), urls(jars), hooks(preflight));
        Providers providers = Providers.of(file, preflight, loader);
        return new Loaded(
                file.label(), paths(jars), loader, providers.types(), providers.problems(), preflight.warnings());
    }

    private static List<String> hooks(Preflight preflight) {
        return preflight.jars().stream()
                .flatMap(jar -> jar.dangers().getOrDefault(Danger.SHUTDOWN_HOOK, Set.of()).stream())
                .toList();
    }

    boolean isOf(PluginFile file, List<PrivateCopy> jars) {
        return label.equals(file.label()) && copies.equals(paths(jars));
    }

    /** Tells it from other versions. */
    String content() {
        return copies.toString();
    }

    static String contentOf(List<PrivateCopy> jars) {
        return paths(jars).toString();
    }

    private static List<Path> paths(List<PrivateCopy> jars) {
        return jars.stream().map(PrivateCopy::path).toList();
    }

    private static List<URL> urls(List<PrivateCopy> jars) {
        List<URL> urls = new ArrayList<>();
        for (PrivateCopy jar : jars) {
            try {
                urls.add(jar.path().toUri().toURL());
            } catch (MalformedURLException e) {
                throw new IllegalStateException("a file has no URL", e);
            }
        }
        return urls;
    }
}
