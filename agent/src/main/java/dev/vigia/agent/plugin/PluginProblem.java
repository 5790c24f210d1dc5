package dev.vigia.agent.plugin;

/**
 * What is wrong with a file in the plugin directory.
 *
 * @param text the file, the cause and the cure
 * @param content tells one version of the file from another; {@code ""} where its content does not matter or cannot be read
 */
public record PluginProblem(String text, String content) {}
