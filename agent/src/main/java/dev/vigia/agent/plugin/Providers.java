package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Plugin;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the plugins in one plugin's jars, one by one, so that what is wrong with one costs only that one. None of their code runs. */
final class Providers {
    static final String SERVICES = "META-INF/services/" + ChatPlugin.class.getName();

    /** A walk that makes no progress must end. */
    private static final int MOST_FAILURES = 100;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    private final PluginFile file;
    private final List<PrivateCopy> jars;
    private final PluginLoader loader;
    private final List<PluginType> types = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Providers(PluginFile file, List<PrivateCopy> jars, PluginLoader loader) {
        this.file = file;
        this.jars = jars;
        this.loader = loader;
    }

    static Providers of(PluginFile file, List<PrivateCopy> jars, PluginLoader loader) {
        Providers providers = new Providers(file, jars, loader);
        providers.walk();
        if (providers.types.isEmpty() && providers.problems.isEmpty()) {
            providers.problems.add(NoProvider.explain(file, jars, loader.findResource(SERVICES) != null));
        }
        return providers;
    }

    List<PluginType> types() {
        return types;
    }

    List<String> problems() {
        return problems;
    }

    private void walk() {
        Iterator<ServiceLoader.Provider<ChatPlugin>> walk =
                ServiceLoader.load(ChatPlugin.class, loader).stream().iterator();
        while (problems.size() < MOST_FAILURES) {
            try {
                if (!walk.hasNext()) {
                    return;
                }
                types.add(typeOf(walk.next().type()));
            } catch (ServiceConfigurationError e) {
                problems.add(wrongLine(e));
            } catch (LinkageError e) {
                problems.add(file.label() + ": " + Failure.of(e, loader).text());
            } catch (RuntimeException e) {
                problems.add(file.label() + ": " + Failure.of(e, loader).text() + ". Build the plugin anew");
            } catch (PluginException e) {
                problems.addAll(e.problems());
            }
        }
    }

    private PluginType typeOf(Class<? extends ChatPlugin> type) throws PluginException {
        if (type.getClassLoader() != loader) {
            throw new PluginException(file.label() + ": " + SERVICES + " names " + type.getName()
                    + ", which is not the plugin's own. Name the plugin's class there");
        }
        PrivateCopy jar = jarOf(type);
        String subject = jar.label() + ": class " + type.getName();
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new PluginException(subject + " is not public. Make it public");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new PluginException(
                    subject + " is abstract. Name a class in " + SERVICES + " that can be constructed");
        }
        Plugin plugin = type.getAnnotation(Plugin.class);
        if (plugin == null) {
            throw new PluginException(subject + " has no annotation @Plugin, so it has no name to be used by."
                    + " Put @Plugin(id = \"…\") on it");
        }
        if (!ID.matcher(plugin.id()).matches()) {
            throw new PluginException(subject + " has @Plugin(id = \"" + plugin.id()
                    + "\"). An id is of lower-case letters, digits and hyphens, and starts with a letter. Change it");
        }
        try {
            return new PluginType(
                    plugin.id(), plugin.description(), versionOf(jar), jar.original(), type.getConstructor(), loader);
        } catch (NoSuchMethodException e) {
            throw new PluginException(subject + " has no public constructor without parameters. Add one");
        }
    }

    private PrivateCopy jarOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        for (PrivateCopy jar : jars) {
            try {
                if (Path.of(source.getLocation().toURI()).equals(jar.path())) {
                    return jar;
                }
            } catch (URISyntaxException e) {
                throw new IllegalStateException("a class came from no file", e);
            }
        }
        throw new IllegalStateException("class " + type.getName() + " came from none of the jars of " + file.label());
    }

    private static String versionOf(PrivateCopy jar) {
        try (JarFile opened = new JarFile(jar.path().toFile(), false)) {
            Manifest manifest = opened.getManifest();
            String version = manifest == null
                    ? null
                    : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null || version.isBlank() ? "unknown" : version.strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Java's own words for a line that names no usable class, with the jar called as the operator knows it. */
    private String wrongLine(ServiceConfigurationError error) {
        if (error.getCause() instanceof LinkageError linkage) {
            return file.label() + ": " + Failure.of(linkage, loader).text();
        }
        String words = String.valueOf(error.getMessage()).replace(ChatPlugin.class.getName() + ": ", "");
        for (PrivateCopy jar : jars) {
            String copy = "jar:\\S*" + jar.path().getFileName() + "!/";
            words = words.replaceAll(copy, jars.size() == 1 ? "" : Matcher.quoteReplacement(jar.label() + ": "));
        }
        return file.label() + ": " + words + ". Correct " + SERVICES
                + ": on each line the name of a public class that implements "
                + ChatPlugin.class.getName() + " and has a public constructor without parameters"
                + NoProvider.classesThere(jars);
    }
}
