package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import dev.vigia.api.ChatPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/** Looks through all classes of one jar without running any: what they use, and what their names say of how the jar was made. */
final class JarScan {
    private static final String CLASS = ".class";
    private static final String NO_CODE = "META-INF/";

    private final PrivateCopy jar;
    private final KnownApi api;
    private final Map<String, String> misplaced = new LinkedHashMap<>();
    private final Map<String, Declaration> declarations = new TreeMap<>();
    private boolean implementsPlugin;
    private final List<String> files = new ArrayList<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final Map<String, Integer> tooNew = new LinkedHashMap<>();
    private final Map<Danger, Set<String>> dangers = new EnumMap<>(Danger.class);
    private final Set<String> bundled = new LinkedHashSet<>();

    private JarScan(PrivateCopy jar, KnownApi api) {
        this.jar = jar;
        this.api = api;
    }

    static JarScan of(PrivateCopy jar, KnownApi api) throws IOException {
        JarScan scan = new JarScan(jar, api);
        // As the loader will open it: a jar may hold one class for several versions of Java.
        try (JarFile file = new JarFile(jar.path().toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
            for (Iterator<JarEntry> entries = file.versionedStream().iterator(); entries.hasNext(); ) {
                scan.add(file, entries.next());
            }
        }
        return scan;
    }

    PrivateCopy jar() {
        return jar;
    }

    /** Whether the jar holds a plugin, and not only a library of one. */
    boolean isPluginsOwn() {
        return implementsPlugin || !misplaced.isEmpty() || files.contains(ServicesFile.PATH);
    }

    /** The classes that implement {@link ChatPlugin} in a folder where Java does not look: the class, and the folder. */
    Map<String, String> misplaced() {
        return misplaced;
    }

    /** How the classes that lie where Java looks for them are declared, by their names. */
    Map<String, Declaration> declarations() {
        return declarations;
    }

    /** All that is no class. */
    List<String> files() {
        return files;
    }

    /** What the classes use of the plugin API that this agent's does not have. */
    Set<String> missing() {
        return missing;
    }

    /** The classes that this Java cannot run, and the Java that they need. */
    Map<String, Integer> tooNew() {
        return tooNew;
    }

    /** What a plugin should not do, and which classes do so by which call. */
    Map<Danger, Set<String>> dangers() {
        return dangers;
    }

    /** The packages, each with a dot behind it, that a plugin never gets from its own jars. */
    Set<String> bundled() {
        return bundled;
    }

    private void add(JarFile file, JarEntry entry) {
        String path = entry.getName();
        if (entry.isDirectory()) {
            return;
        }
        if (!path.endsWith(CLASS)) {
            files.add(path);
            return;
        }
        if (path.startsWith(NO_CODE)) {
            // A library's classes for other versions of Java, which are only used where the manifest says so; then they
            // come by their names.
            return;
        }
        String name = path.substring(0, path.length() - CLASS.length()).replace('/', '.');
        Optional<String> shared =
                PluginLoader.SHARED.stream().filter(name::startsWith).findFirst();
        if (shared.isPresent()) {
            bundled.add(shared.get());
        } else if (!name.equals("module-info")) {
            try (InputStream in = file.getInputStream(entry)) {
                add(path, ClassFile.read(in));
            } catch (IOException e) {
                // A class that cannot be read says nothing that could be told. Java complains of it if it is used.
            }
        }
    }

    private void add(String path, ClassFile read) {
        String name = read.declaration().name();
        boolean isPlugin = read.declaration().interfaces().contains(ChatPlugin.class.getName());
        String expected = name.replace('.', '/') + CLASS;
        if (path.equals(expected)) {
            implementsPlugin |= isPlugin;
            declarations.put(name, read.declaration());
            judge(name, read);
        } else if (isPlugin && path.endsWith("/" + expected)) {
            misplaced.put(name, path.substring(0, path.length() - expected.length()));
        }
    }

    private void judge(String name, ClassFile read) {
        if (read.java() > Runtime.version().feature()) {
            tooNew.put(name, read.java());
        }
        for (String used : read.classes()) {
            if (KnownApi.isPart(used) && !api.has(used)) {
                missing.add(used);
            }
        }
        for (Member used : read.members()) {
            if (KnownApi.isPart(used.owner()) && api.has(used.owner()) && !api.has(used)) {
                missing.add(MemberText.of(used));
            }
            Danger.of(used)
                    .ifPresent(danger -> dangers.computeIfAbsent(danger, unknown -> new LinkedHashSet<>())
                            .add(name + " calls " + used.owner().replace("java.lang.", "") + "." + used.name()));
        }
    }
}
