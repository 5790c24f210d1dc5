package dev.vigia.testkit;

import dev.vigia.api.Chat;
import dev.vigia.api.Notice;
import java.util.Optional;

/**
 * What a plugin tells, for tests of what listens to others; {@link TestAgent#notices} has those that the plugin under test gave.
 *
 * @param instance the plugin instance that tells it
 * @param kind what kind of notice it is, in the plugin's own word
 * @param text what there is to tell
 * @param chat the chat that it is about; empty if it is about the account
 * @since 0.1
 */
public record TestNotice(String instance, String kind, String text, Optional<Chat> chat) implements Notice {}
