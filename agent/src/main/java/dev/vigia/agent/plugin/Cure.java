package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to do about code that is missing or does not fit. */
final class Cure {
    private static final Pattern CLASS_VERSION = Pattern.compile("^(\\S+) .*\\(class file version (\\d+)\\.");
    private static final int JAVA_1_VERSION = 44;

    private Cure() {}

    static String of(LinkageError error, PluginLoader loader) {
        String message = String.valueOf(Thrown.message(error));
        if (error instanceof UnsupportedClassVersionError) {
            return message.contains("Preview features")
                    ? "The plugin was built with --enable-preview, and the agent runs no preview features. Build it without"
                    : ofNewerJava(message);
        }
        if (error instanceof ExceptionInInitializerError || message.startsWith("Could not initialize class")) {
            return "A static initialiser of the plugin failed, and Java does not run it again. Correct it in the plugin, or put in"
                    + " order what it needs and call 'vigia reload'";
        }
        boolean missingClass = error instanceof NoClassDefFoundError;
        String name = message.replace('/', '.');
        if (name.contains(KnownApi.PACKAGE)) {
            return "This agent's plugin API does not have that: the plugin was built for another version of Vigia."
                    + " Update the agent, or build the plugin against API " + KnownApi.version();
        }
        if (missingClass && name.startsWith("dev.vigia.agent.")) {
            return "The agent's own classes are invisible to plugins. Use only dev.vigia.api";
        }
        if (missingClass && name.startsWith("org.slf4j.")) {
            return "What is below org.slf4j comes from the agent only, which has the API of SLF4J and nothing else of it. Leave it"
                    + " out of the plugin, and what needs it";
        }
        if (missingClass && !name.contains(" ")) {
            return "The plugin does not bring class " + name + " along, and sees no library but its own."
                    + " Bundle it in the jar or put it beside it in " + loader.folder() + "/";
        }
        return "The plugin's classes do not fit together: perhaps a library is there in another version than the plugin was"
                + " built with. Build the plugin anew with what it bundles";
    }

    /** Goes on behind "class … was". */
    static String ofNewerJava(int built) {
        int runs = Runtime.version().feature();
        return " built for Java " + built + ", and this agent runs on Java " + runs + ". Run the agent on Java " + built
                + " or newer, or build the plugin with --release " + runs;
    }

    private static String ofNewerJava(String message) {
        Matcher matcher = CLASS_VERSION.matcher(message);
        return matcher.find()
                ? "Class " + matcher.group(1).replace('/', '.') + " was"
                        + ofNewerJava(Integer.parseInt(matcher.group(2)) - JAVA_1_VERSION)
                : "It was built for a newer Java than the one on which this agent runs. Run the agent on that one";
    }
}
