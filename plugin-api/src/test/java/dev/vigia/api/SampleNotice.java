package dev.vigia.api;

import java.util.Optional;

/** A notice for tests. */
record SampleNotice(String instance, String kind, String text, Optional<Chat> chat) implements Notice {}
