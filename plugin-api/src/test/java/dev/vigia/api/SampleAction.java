package dev.vigia.api;

import java.util.Optional;

/** An action for tests. */
record SampleAction(
        String id, String kind, String instance, String chatId, Optional<String> messageId, Optional<String> failure)
        implements Action {}
