/**
 * The agent as a plugin meets it, in memory, for the plugin's tests: {@link dev.vigia.testkit.TestAgent}.
 *
 * <p>What the agent promises to plugins holds here as well, by the same words, and a test that runs both keeps it so. What it does
 * not have: threads, databases, networks, jars, limits to what is sent, and more than one event at a time.
 *
 * <p><b>Null.</b> Nothing here is null, takes null or returns null unless it is marked {@code @Nullable}.
 */
@NullMarked
package dev.vigia.testkit;

import org.jspecify.annotations.NullMarked;
