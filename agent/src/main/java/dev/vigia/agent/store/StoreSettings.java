package dev.vigia.agent.store;

import java.time.Duration;

/**
 * Where to keep what must survive.
 *
 * @param url a JDBC URL
 * @param keepEvents how long events are kept that every plugin instance has handled
 */
public record StoreSettings(String url, Duration keepEvents) {}
