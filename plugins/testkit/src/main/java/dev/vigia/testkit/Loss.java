package dev.vigia.testkit;

import dev.vigia.api.Gap;
import java.time.Instant;

/** Events that the plugin will not get, and when it is to be told so. */
record Loss(String account, long first, long last, int attempt, Instant notBefore) implements Gap {
    Loss again(Instant when) {
        return new Loss(account, first, last, attempt + 1, when);
    }
}
