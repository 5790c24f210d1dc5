package dev.vigia.agent.config;

import dev.vigia.agent.store.StoreSettings;
import dev.vigia.settings.Section;
import dev.vigia.settings.Setting;
import java.time.Duration;
import java.util.Optional;

/** Reads where to keep what must survive. The URL is never printed: it may hold a password. */
final class StoreSection {
    private static final String SQLITE = "jdbc:sqlite:";

    private StoreSection() {}

    static StoreSettings read(Section section) {
        String url = section.require("url").flatMap(StoreSection::url).orElse("");
        Duration keepEvents = section.require("keep-events")
                .flatMap(setting -> setting.duration(Duration.ofMinutes(1), Duration.ofDays(3650)))
                .orElse(Duration.ZERO);
        section.finish();
        return new StoreSettings(url, keepEvents);
    }

    private static Optional<String> url(Setting setting) {
        return setting.text().flatMap(url -> {
            if (url.startsWith("jdbc:postgresql:")) {
                return setting.wrong("is PostgreSQL, which is part of the design but not supported by this version;"
                        + " use jdbc:sqlite:data/vigia.db");
            }
            if (!url.startsWith(SQLITE)) {
                return setting.wrong("must begin with jdbc:sqlite:, as in jdbc:sqlite:data/vigia.db");
            }
            String file = url.substring(SQLITE.length());
            if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
                return setting.wrong(
                        "must name a file and nothing else after jdbc:sqlite:, as in jdbc:sqlite:data/vigia.db");
            }
            return Optional.of(url);
        });
    }
}
