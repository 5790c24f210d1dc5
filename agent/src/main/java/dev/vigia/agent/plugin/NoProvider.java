package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import dev.vigia.calls.Texts;
import dev.vigia.settings.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Explains why a jar is no plugin: mostly its author forgot the file that names the plugin's class. */
final class NoProvider {
    private static final String CHAT_PLUGIN = ChatPlugin.class.getName();

    private NoProvider() {}

    /** @param namesNothing whether the file is there, but holds no name */
    static String explain(PluginFile file, List<JarScan> jars, boolean namesNothing) {
        Implementers implementers = Implementers.in(jars);
        for (JarScan jar : jars) {
            List<String> classes = implementers.usable(jar);
            if (!classes.isEmpty()) {
                return missing(jar, classes, namesNothing);
            }
        }
        return unusable(implementers, jars)
                .or(() -> misplaced(jars))
                .or(() -> nested(file, jars))
                .orElse(file.label() + " has no class that implements " + CHAT_PLUGIN + ", so it is no plugin."
                        + " Remove it, or, if a plugin needs it as a library, put both into one folder");
    }

    private static Optional<String> unusable(Implementers implementers, List<JarScan> jars) {
        for (JarScan jar : jars) {
            for (Declaration each : implementers.of(jar)) {
                return Optional.of(jar.jar().label() + " has class " + each.name() + " implements " + CHAT_PLUGIN
                        + " but it is " + (each.isAbstract() ? "abstract" : "not public")
                        + ". Make it a public class that can be constructed, or extend it by one, and name that in "
                        + ServicesFile.PATH);
            }
        }
        return Optional.empty();
    }

    private static String missing(JarScan jar, List<String> classes, boolean namesNothing) {
        boolean one = classes.size() == 1;
        String names = (one ? "the single line: " : "a line for each: ") + String.join(", ", classes);
        String subject = jar.jar().label() + " has " + (one ? "class " : "classes ") + String.join(", ", classes)
                + (one ? " implements " : " implement ") + CHAT_PLUGIN + " but ";
        if (namesNothing) {
            return subject + "names none in " + ServicesFile.PATH + ". Write into that file " + names;
        }
        return misspelt(jar)
                .map(file -> subject + "no " + ServicesFile.PATH + ", only " + file
                        + ". Give that file the right name, and " + names)
                .orElseGet(() -> subject + "no " + ServicesFile.PATH + ". Create that file with " + names);
    }

    private static Optional<String> misspelt(JarScan jar) {
        return jar.files().stream()
                .filter(file -> file.toLowerCase(Locale.ROOT).contains("chatplugin")
                        || Nearest.to(file, List.of(ServicesFile.PATH)).isPresent())
                .findFirst()
                .map(Texts::printable);
    }

    /** The folder was packed rather than what is in it. */
    static Optional<String> misplaced(List<JarScan> jars) {
        for (JarScan jar : jars) {
            for (Map.Entry<String, String> plugin : jar.misplaced().entrySet()) {
                String folder = Texts.printable(plugin.getValue());
                return Optional.of(jar.jar().label() + " has class " + plugin.getKey() + " in its folder " + folder
                        + ", where Java does not look. Pack what is in that folder, not the folder itself:"
                        + " jar --create --file NAME.jar -C " + folder + " .");
            }
        }
        return Optional.empty();
    }

    /** A jar in a jar is what some builds make to be unpacked, or to be run by a launcher of theirs. */
    private static Optional<String> nested(PluginFile file, List<JarScan> jars) {
        for (JarScan jar : jars) {
            for (String inner : jar.files()) {
                if (inner.toLowerCase(Locale.ROOT).endsWith(".jar")) {
                    return Optional.of(jar.jar().label() + " holds other jars, such as " + Texts.printable(inner)
                            + ", where Java does not look. Put those jars into " + file.folder() + "/, and remove "
                            + jar.jar().label());
                }
            }
        }
        return Optional.empty();
    }

    /** What a services file should rather name, to go on a sentence; empty if there is nothing. */
    static String hint(List<JarScan> jars) {
        List<String> classes = Implementers.in(jars).usable();
        return classes.isEmpty() ? "" : ", for instance " + String.join(", ", classes);
    }
}
