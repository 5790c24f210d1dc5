package dev.vigia.agent.config;

import dev.vigia.agent.zapi.ZApiSettings;
import java.net.URI;
import java.time.Duration;

/** Reads how to talk to the gateway. */
final class ZApiSection {
    private ZApiSection() {}

    static ZApiSettings read(Section section) {
        URI baseUrl = section.require("base-url").flatMap(BaseUrl::read).orElse(URI.create(""));
        Duration timeout = section.require("timeout")
                .flatMap(setting -> setting.duration(Duration.ofMillis(100), Duration.ofMinutes(10)))
                .orElse(Duration.ZERO);
        long maxBody = section.require("max-body")
                .flatMap(setting -> setting.bytes(1024, 1L << 30))
                .orElse(0L);
        int requestsPerSecond = RootSection.whole(section, "requests-per-second", 1, 1000);
        section.finish();
        return new ZApiSettings(baseUrl, timeout, maxBody, requestsPerSecond);
    }
}
