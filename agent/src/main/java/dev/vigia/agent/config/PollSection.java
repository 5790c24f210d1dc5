package dev.vigia.agent.config;

import dev.vigia.agent.poll.PollSettings;
import java.time.Duration;

/** Reads how often to look: for all accounts, or for one that differs. */
final class PollSection {
    private static final Duration MOST = Duration.ofDays(30);

    private PollSection() {}

    static PollSettings read(Section section) {
        section.require("interval");
        section.require("sweep-every");
        section.require("page-size");
        // What cannot be read is replaced by what fits to everything else.
        return over(section, new PollSettings(Duration.ofSeconds(1), MOST, 1));
    }

    /** Reads a section in which everything may be left out. */
    static PollSettings over(Section section, PollSettings usual) {
        Duration interval = section.find("interval")
                .flatMap(setting -> setting.duration(Duration.ofSeconds(1), Duration.ofDays(1)))
                .orElse(usual.interval());
        Duration sweepEvery = section.find("sweep-every")
                .flatMap(setting -> setting.duration(Duration.ofSeconds(1), MOST))
                .orElse(usual.sweepEvery());
        int pageSize = section.find("page-size")
                .flatMap(setting -> setting.whole(1, 1000))
                .map(Math::toIntExact)
                .orElse(usual.pageSize());
        section.finish();
        boolean says = section.find("interval").isPresent()
                || section.find("sweep-every").isPresent();
        if (says && sweepEvery.compareTo(interval) < 0) {
            section.report(
                    section.isWritten("sweep-every") ? "sweep-every" : "interval",
                    "does not fit: sweep-every (" + DurationWords.of(sweepEvery) + ") must be at least interval ("
                            + DurationWords.of(interval) + ")");
        }
        return new PollSettings(interval, sweepEvery, pageSize);
    }
}
