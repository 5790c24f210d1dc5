package dev.vigia.agent.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a new plugin is called: its id, and the names in Java that follow from that.
 *
 * @param id as the configuration names it
 */
record PluginName(String id) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST = 50;

    /** What is no part of a package's name. */
    private static final Set<String> KEYWORDS = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "false",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "null",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "true",
            "try",
            "void",
            "volatile",
            "while");

    /** What the new classes mention, besides what {@code java.lang} and the plugin API have. */
    private static final Set<String> TAKEN =
            Set.of("Settings", "Duration", "ZoneId", "ServiceLoader", "Test", "TestAgent");

    /** What is wrong with a name; empty if nothing is. */
    static Optional<String> problem(String name) {
        if (!ID.matcher(name).matches()) {
            return Optional.of(
                    "'" + Printable.text(name, LONGEST) + "' cannot be a plugin's name. A name is of lower-case"
                            + " letters, digits and single hyphens between them, and starts with a letter, such as night-reply");
        }
        return name.length() > LONGEST
                ? Optional.of("The name is longer than " + LONGEST + " letters; choose a shorter one")
                : Optional.empty();
    }

    String className() {
        String name = Arrays.stream(id.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return isTaken(name) ? "My" + name : name;
    }

    String packageName() {
        String last = id.replace("-", "");
        return "com.example." + (KEYWORDS.contains(last) ? "my" + last : last);
    }

    private static boolean isTaken(String className) {
        return TAKEN.contains(className) || exists("java.lang." + className) || exists("dev.vigia.api." + className);
    }

    private static boolean exists(String className) {
        try {
            Class.forName(className, false, PluginName.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (NoClassDefFoundError e) {
            // The file system does not tell upper from lower case: there is one that differs in that only.
            return true;
        }
    }
}
