package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import dev.vigia.calls.Texts;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** Finds the plugins in one plugin's jars, one by one, so that what is wrong with one costs only that one. None of their code runs. */
final class Providers {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    private final PluginFile file;
    private final Preflight preflight;
    private final PluginLoader loader;
    private final List<PluginType> types = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Providers(PluginFile file, Preflight preflight, PluginLoader loader) {
        this.file = file;
        this.preflight = preflight;
        this.loader = loader;
    }

    static Providers of(PluginFile file, Preflight preflight, PluginLoader loader) {
        Providers providers = new Providers(file, preflight, loader);
        try {
            providers.find();
        } catch (PluginException e) {
            providers.problems.addAll(e.problems());
        }
        return providers;
    }

    List<PluginType> types() {
        return types;
    }

    List<String> problems() {
        return problems;
    }

    private void find() throws PluginException {
        String hint = NoProvider.hint(preflight.jars());
        boolean there = false;
        Set<String> names = new LinkedHashSet<>();
        for (JarScan scan : preflight.jars()) {
            Optional<ServicesFile> services = ServicesFile.in(scan.jar(), hint);
            there |= services.isPresent();
            services.ifPresent(read -> {
                problems.addAll(read.problems());
                names.addAll(read.classes());
            });
        }
        for (String name : names) {
            add(name, hint);
        }
        if (types.isEmpty() && problems.isEmpty()) {
            problems.add(NoProvider.explain(file, preflight.jars(), there));
        }
    }

    private void add(String name, String hint) {
        try {
            types.add(typeOf(Class.forName(name, false, loader), hint));
        } catch (ClassNotFoundException e) {
            problems.add(NoProvider.misplaced(preflight.jars())
                    .orElse(file.label() + ": " + ServicesFile.PATH + " names " + Texts.printable(name)
                            + ", and there is no such class. Correct that line" + hint));
        } catch (LinkageError e) {
            problems.add(file.label() + ": " + Failure.of(e, loader).text());
        } catch (RuntimeException e) {
            problems.add(file.label() + ": " + Failure.of(e, loader).text() + ". Build the plugin anew");
        } catch (PluginException e) {
            problems.addAll(e.problems());
        }
    }

    private PluginType typeOf(Class<?> type, String hint) throws PluginException {
        if (type.getClassLoader() != loader) {
            throw new PluginException(file.label() + ": " + ServicesFile.PATH + " names " + type.getName()
                    + ", which is not the plugin's own. Name the plugin's class there" + hint);
        }
        JarScan scan = scanOf(type);
        PrivateCopy jar = scan.jar();
        String subject = jar.label() + ": class " + type.getName();
        if (!ChatPlugin.class.isAssignableFrom(type)) {
            throw new PluginException(subject + " does not implement " + ChatPlugin.class.getName()
                    + ". Let it do so, or name another class in " + ServicesFile.PATH + hint);
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            throw new PluginException(subject + " is not public. Make it public");
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            throw new PluginException(
                    subject + " is abstract. Name a class in " + ServicesFile.PATH + " that can be constructed");
        }
        Declaration declared = scan.declarations().get(type.getName());
        Declaration.Named plugin = declared == null ? null : declared.plugin();
        if (plugin == null) {
            throw new PluginException(subject + " has no annotation @Plugin, so it has no name to be used by."
                    + " Put @Plugin(id = \"…\") on it");
        }
        if (!ID.matcher(plugin.id()).matches()) {
            throw new PluginException(subject + " has @Plugin(id = \"" + Texts.printable(plugin.id())
                    + "\"). An id is of lower-case letters, digits and hyphens, and starts with a letter. Change it");
        }
        try {
            return new PluginType(
                    plugin.id(),
                    plugin.description(),
                    versionOf(jar),
                    jar.original(),
                    type.asSubclass(ChatPlugin.class).getConstructor(),
                    loader);
        } catch (NoSuchMethodException e) {
            boolean isInner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
            throw new PluginException(subject
                    + (isInner
                            ? " is an inner class, which cannot be constructed by itself. Make it static"
                            : " has no public constructor without parameters. Add one"));
        }
    }

    private JarScan scanOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        for (JarScan scan : preflight.jars()) {
            try {
                if (Path.of(source.getLocation().toURI()).equals(scan.jar().path())) {
                    return scan;
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
}
