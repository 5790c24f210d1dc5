package dev.vigia.agent.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * What one plugin is loaded from: a jar, or a folder of jars.
 *
 * @param label how messages call it: the path below the plugin directory
 * @param folder where more jars for this plugin belong; for a single jar it may not exist yet
 * @param jars as the operator sees them, in order of their names
 */
record PluginFile(String label, Path folder, List<Path> jars) {
    /** How messages call one of the jars. */
    String label(Path jar) {
        return jars.size() == 1 && !label.endsWith("/") ? label : label + jar.getFileName();
    }
}
