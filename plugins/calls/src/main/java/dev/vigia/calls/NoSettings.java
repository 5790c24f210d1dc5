package dev.vigia.calls;

/** The settings of a plugin that reads none: every key that the configuration gives it is unknown. */
public record NoSettings() {}
