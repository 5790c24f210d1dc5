package dev.vigia.agent.plugin;

import dev.vigia.api.ChatPlugin;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

/** A plugin that was found: what it is called, where it came from, and how to make one. */
public final class PluginType {
    private final String id;
    private final String description;
    private final String version;
    private final Path file;
    private final Constructor<? extends ChatPlugin> constructor;
    private final PluginLoader loader;

    PluginType(
            String id,
            String description,
            String version,
            Path file,
            Constructor<? extends ChatPlugin> constructor,
            PluginLoader loader) {
        this.id = id;
        this.description = description;
        this.version = version;
        this.file = file;
        this.constructor = constructor;
        this.loader = loader;
    }

    /** What {@code use = …} in the configuration calls it. */
    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    /** What its jar's manifest says, or {@code unknown}. */
    public String version() {
        return version;
    }

    /** The jar as the operator sees it; it is run from a copy. */
    public Path file() {
        return file;
    }

    String className() {
        return constructor.getDeclaringClass().getName();
    }

    /** @throws Throwable whatever the plugin's constructor throws */
    ChatPlugin newPlugin() throws Throwable {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * Says that the plugin's code is about to run, so that its classes stay until {@link #leave}.
     *
     * @param group the threads that it runs on
     */
    public void enter(ThreadGroup group) {
        loader.enter(group);
    }

    /** Says that the plugin's code does not run any more for one who said that it would. */
    public void leave() {
        loader.leave();
    }

    PluginLoader loader() {
        return loader;
    }

    @Override
    public String toString() {
        return id + " " + version + " (" + file + ")";
    }
}
