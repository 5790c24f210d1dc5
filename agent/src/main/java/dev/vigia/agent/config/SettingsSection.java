package dev.vigia.agent.config;

import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Section;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one plugin instance, equal to others that say the same, wherever that is written. The record's code is the plugin's, so
 * anything may come out of it.
 */
final class SettingsSection implements SettingsSource {
    private final Section section;
    private final Object written;

    SettingsSection(Section section) {
        this.section = section;
        this.written = section.written();
    }

    @Override
    public <R extends Record> R as(Class<R> type) {
        Problems problems = new Problems(section.problems().places());
        Optional<R> bound = section.reportingTo(problems).as(type);
        problems.throwIfAny(InvalidSettingsException::new);
        return bound.orElseThrow(
                () -> new InvalidSettingsException(List.of(section.place() + ": settings cannot be read")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SettingsSection settings && written.equals(settings.written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }
}
