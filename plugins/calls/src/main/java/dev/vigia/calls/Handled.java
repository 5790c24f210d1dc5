package dev.vigia.calls;

/**
 * What a plugin instance did with an event or in a job.
 *
 * @param outcome for a person to read, one line; empty if nothing in the plugin was for it
 * @param reachedHandler whether it came to more than conditions
 * @param effects what it asked for
 */
public record Handled(String outcome, boolean reachedHandler, Effects effects) {}
