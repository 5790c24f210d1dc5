package dev.vigia.agent.plugin;

import java.nio.file.Path;

/**
 * A jar that only the agent can change.
 *
 * @param original as the operator sees it
 * @param label how messages call it
 * @param path what classes are loaded from
 */
record PrivateCopy(Path original, String label, Path path) {}
