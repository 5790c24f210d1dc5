package dev.vigia.agent.config;

import dev.vigia.agent.zapi.ZApiSettings;
import dev.vigia.settings.Section;
import java.net.URI;
import java.time.Duration;

/** Reads how to talk to the gateway. */
final class ZApiSection {
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
    private static final long LEAST_BODY = 1024;
    private static final long MOST_BODY = 512 << 20;

    private ZApiSection() {}

    static ZApiSettings read(Section section) {
        URI baseUrl = section.require("base-url").flatMap(BaseUrl::read).orElse(URI.create("https://localhost"));
        Duration timeout = section.require("timeout")
                .flatMap(setting -> setting.duration(LEAST_TIMEOUT, Duration.ofMinutes(10)))
                .orElse(LEAST_TIMEOUT);
        long maxBody = section.require("max-body")
                .flatMap(setting -> setting.bytes(LEAST_BODY, MOST_BODY))
                .orElse(LEAST_BODY);
        int requestsPerSecond = RootSection.whole(section, "requests-per-second", 1, 1000);
        section.finish();
        return new ZApiSettings(baseUrl, timeout, maxBody, requestsPerSecond);
    }
}
