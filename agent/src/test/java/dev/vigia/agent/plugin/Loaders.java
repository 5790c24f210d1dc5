package dev.vigia.agent.plugin;

/** Gives tests of other packages a plugin's class loader to watch. */
public final class Loaders {
    private Loaders() {}

    public static ClassLoader of(PluginType type) {
        return type.loader();
    }

    /** The name of the logger that tells which plugin stays in memory. */
    public static String watchersLogger() {
        return Unloading.class.getName();
    }
}
