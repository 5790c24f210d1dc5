package dev.vigia.testkit;

import dev.vigia.api.EventMeta;
import java.time.Instant;
import java.util.Optional;

/**
 * Which event an event of a test is. Usually made by {@link TestAccount#meta()}, which counts.
 *
 * @param id unique among the events of the test
 * @param account the account's name
 * @param sequence the event's number within its account, from 1 upwards
 * @param time when it was observed
 * @param causedBy the plugin instance whose action made it happen, if one did
 * @since 0.1
 */
public record TestMeta(String id, String account, long sequence, Instant time, Optional<String> causedBy)
        implements EventMeta {
    /** The same, observed at another time: a past one, for {@link dev.vigia.api.Route#freshFor}. */
    public TestMeta at(Instant observed) {
        return new TestMeta(id, account, sequence, observed, causedBy);
    }

    /** The same, as the effect of an action of a plugin instance, for {@link dev.vigia.api.Route#includingOwn}. */
    public TestMeta causedBy(String instance) {
        return new TestMeta(id, account, sequence, time, Optional.of(instance));
    }
}
