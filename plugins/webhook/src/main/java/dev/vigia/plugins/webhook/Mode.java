package dev.vigia.plugins.webhook;

/** How a CloudEvent is put into a request. */
public enum Mode {
    /** The whole event is the body. */
    STRUCTURED,
    /** The event's data is the body, the rest are headers. */
    BINARY
}
