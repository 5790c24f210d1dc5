package dev.vigia.agent.config;

import dev.vigia.agent.poll.PollSettings;
import dev.vigia.agent.sweep.MassGuardSettings;
import dev.vigia.agent.sweep.RemovalSettings;
import dev.vigia.settings.DurationWords;
import dev.vigia.settings.Section;
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
        require(section.section("removal"), "confirmations", "min-gap");
        require(section.section("mass-guard"), "share", "at-least");
        return over(
                section,
                new PollSettings(
                        Duration.ofSeconds(1),
                        MOST,
                        1,
                        new RemovalSettings(1, Duration.ZERO),
                        new MassGuardSettings(1, 1)));
    }

    private static void require(Section section, String... keys) {
        for (String key : keys) {
            section.require(key);
        }
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
        RemovalSettings removal = removal(section.section("removal"), usual.removal());
        MassGuardSettings massGuard = massGuard(section.section("mass-guard"), usual.massGuard());
        section.finish();
        boolean says = section.find("interval").isPresent()
                || section.find("sweep-every").isPresent();
        if (says && sweepEvery.compareTo(interval) < 0) {
            section.report(
                    section.isWritten("sweep-every") ? "sweep-every" : "interval",
                    "does not fit: sweep-every (" + DurationWords.of(sweepEvery) + ") must be at least interval ("
                            + DurationWords.of(interval) + ")");
        }
        return new PollSettings(interval, sweepEvery, pageSize, removal, massGuard);
    }

    private static RemovalSettings removal(Section section, RemovalSettings usual) {
        int confirmations = section.find("confirmations")
                .flatMap(setting -> setting.whole(1, 100))
                .map(Math::toIntExact)
                .orElse(usual.confirmations());
        Duration minGap = section.find("min-gap")
                .flatMap(setting -> setting.duration(Duration.ZERO, Duration.ofDays(1)))
                .orElse(usual.minGap());
        section.finish();
        return new RemovalSettings(confirmations, minGap);
    }

    private static MassGuardSettings massGuard(Section section, MassGuardSettings usual) {
        double share = section.find("share")
                .flatMap(setting -> setting.parsed("a share such as 20%", PollSection::share))
                .orElse(usual.share());
        int atLeast = section.find("at-least")
                .flatMap(setting -> setting.whole(1, 1_000_000))
                .map(Math::toIntExact)
                .orElse(usual.atLeast());
        section.finish();
        return new MassGuardSettings(share, atLeast);
    }

    private static double share(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d+)?\\s*%")) {
            throw new IllegalArgumentException("no percentage");
        }
        double percent = Double.parseDouble(text.replace("%", "").strip());
        if (percent > 100) {
            throw new IllegalArgumentException("more than all");
        }
        return percent / 100;
    }
}
