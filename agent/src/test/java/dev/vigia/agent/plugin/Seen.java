package dev.vigia.agent.plugin;

import dev.vigia.calls.SettingsSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What a plugin under test tells of itself: it asks for the settings {@code record Settings(List<String> seen)} and adds to that
 * list, the one object that it shares with the test.
 */
public final class Seen implements SettingsSource {
    public static final String RECORD = "public record Settings(List<String> seen) {}";

    private final List<String> lines = new CopyOnWriteArrayList<>();

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Tells the plugin something in turn, by the same list. */
    public void tell(String line) {
        lines.add(line);
    }

    public PluginUse use(String instance, String id) {
        return use(instance, id, "sales");
    }

    public PluginUse use(String instance, String id, String... accounts) {
        return new PluginUse(instance, id, Set.of(accounts), 1, false, this, "vigia.conf: 12");
    }

    @Override
    public <R extends Record> R as(Class<R> type) {
        Object[] values = type.getRecordComponents().length == 0 ? new Object[0] : new Object[] {lines};
        try {
            return type.cast(type.getDeclaredConstructors()[0].newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
