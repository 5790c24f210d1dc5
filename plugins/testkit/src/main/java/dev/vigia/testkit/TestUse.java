package dev.vigia.testkit;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a test uses a plugin: what stands in the configuration elsewhere, and when the test begins. Immutable; each method returns a
 * changed copy.
 *
 * @since 0.1
 */
public final class TestUse {
    private static final TestUse USUAL = new TestUse("", null, List.of("sales"), Instant.parse("2026-01-15T12:00:00Z"));

    private final String settings;
    private final @Nullable String instance;
    private final List<String> accounts;
    private final Instant start;

    private TestUse(String settings, @Nullable String instance, List<String> accounts, Instant start) {
        this.settings = settings;
        this.instance = instance;
        this.accounts = accounts;
        this.start = start;
    }

    /** Without settings, under the plugin's own id, for the account {@code sales}, from noon (UTC) of January 15th, 2026 on. */
    public static TestUse usual() {
        return USUAL;
    }

    /**
     * With settings.
     *
     * @param hocon what stands between the braces of {@code settings { … }}
     */
    public TestUse settings(String hocon) {
        return new TestUse(hocon, instance, accounts, start);
    }

    /** Under a name of its own. */
    public TestUse instance(String name) {
        return new TestUse(settings, name, accounts, start);
    }

    /** For these accounts. {@link TestAgent} stands for the first of them. */
    public TestUse accounts(String first, String... others) {
        List<String> names = new ArrayList<>();
        names.add(first);
        names.addAll(List.of(others));
        return new TestUse(settings, instance, List.copyOf(names), start);
    }

    /** From a time on. */
    public TestUse at(Instant time) {
        return new TestUse(settings, instance, accounts, time);
    }

    /** From a time on, as the clocks of a time zone tell it. */
    public TestUse at(LocalDateTime time, ZoneId zone) {
        return at(time.atZone(zone).toInstant());
    }

    String settings() {
        return settings;
    }

    String instanceOr(String otherwise) {
        return instance == null ? otherwise : instance;
    }

    List<String> accounts() {
        return accounts;
    }

    Instant start() {
        return start;
    }
}
