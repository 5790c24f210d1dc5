package dev.vigia.agent.config;

import dev.vigia.agent.dispatch.DeliverySettings;
import dev.vigia.settings.Section;
import java.time.Duration;

/** Reads how long a plugin may take. */
final class DeliverySection {
    private static final Duration LONGEST = Duration.ofDays(1);

    private DeliverySection() {}

    static DeliverySettings read(Section section) {
        Duration slowAfter = duration(section, "slow-after");
        Duration timeLimit = duration(section, "time-limit");
        section.finish();
        return new DeliverySettings(slowAfter, timeLimit);
    }

    private static Duration duration(Section section, String key) {
        return section.require(key)
                .flatMap(setting -> setting.duration(Duration.ofMillis(100), LONGEST))
                .orElse(LONGEST);
    }
}
