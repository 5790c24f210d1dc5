package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Explains why a jar is no plugin: mostly its author forgot the file that names the plugin's class. */
final class NoProvider {
    private static final String CHAT_PLUGIN = ChatPlugin.class.getName();

    private NoProvider() {}

    /** @param namesNothing whether the file is there, but holds no name */
    static String explain(PluginFile file, List<PrivateCopy> jars, boolean namesNothing) {
        for (PrivateCopy jar : jars) {
            List<String> classes = classesIn(jar);
            if (!classes.isEmpty()) {
                return missing(jar.label(), classes, namesNothing);
            }
        }
        return file.label() + " has no class that implements " + CHAT_PLUGIN + ", so it is no plugin."
                + " Remove it, or, if a plugin needs it as a library, put both into one folder";
    }

    private static String missing(String label, List<String> classes, boolean namesNothing) {
        boolean one = classes.size() == 1;
        return label + " has " + (one ? "class " : "classes ") + String.join(", ", classes)
                + (one ? " implements " : " implement ") + CHAT_PLUGIN + " but "
                + (namesNothing ? "names none in " : "no ") + Providers.SERVICES
                + (namesNothing ? ". Write into that file " : ". Create that file with ")
                + (one ? "the single line: " : "a line for each: ") + String.join(", ", classes);
    }

    /** A hint at what a services file should rather name; empty if there is nothing. */
    static String classesThere(List<PrivateCopy> jars) {
        List<String> classes =
                jars.stream().flatMap(jar -> classesIn(jar).stream()).toList();
        return classes.isEmpty() ? "" : ", for instance " + String.join(", ", classes);
    }

    private static List<String> classesIn(PrivateCopy jar) {
        List<String> classes = new ArrayList<>();
        try (JarFile opened = new JarFile(jar.path().toFile(), false)) {
            for (Enumeration<JarEntry> entries = opened.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/")) {
                    addIfPlugin(opened, entry, classes);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return classes;
    }

    private static void addIfPlugin(JarFile jar, JarEntry entry, List<String> classes) {
        try (InputStream in = jar.getInputStream(entry)) {
            ClassHeader header = ClassHeader.read(in);
            if (header.interfaces().contains(CHAT_PLUGIN)) {
                classes.add(header.name());
            }
        } catch (IOException | RuntimeException e) {
            // A class file that cannot be read is not the one that its author forgot to name.
        }
    }
}
