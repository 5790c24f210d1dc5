package dev.vigia.plugins.console;

/** When lines are coloured. */
public enum Color {
    /** On a terminal that knows colours, unless NO_COLOR is set. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
}
