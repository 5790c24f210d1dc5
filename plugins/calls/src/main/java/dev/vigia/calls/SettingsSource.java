package dev.vigia.calls;

/** The settings of one plugin instance as they stand in the configuration. Two that say the same are equal. */
public interface SettingsSource {
    /**
     * Reads all settings into a record.
     *
     * @throws InvalidSettingsException with every problem at once
     */
    <R extends Record> R as(Class<R> type);
}
