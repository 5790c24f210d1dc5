package dev.vigia.testkit;

import dev.vigia.api.Action;
import java.util.Optional;

/**
 * What became of an action, for tests that make action events of their own; {@link TestAgent#done} and its like make them by themselves.
 *
 * @param id identifies the action
 * @param kind {@code send-text}, {@code mark-read} and so on
 * @param instance the plugin instance that asked for it
 * @param chatId the id of the chat that it was for
 * @param messageId the gateway's id of the message, if it gave one
 * @param failure why it failed or is in doubt; empty if it was done
 * @since 0.1
 */
public record TestAction(
        String id, String kind, String instance, String chatId, Optional<String> messageId, Optional<String> failure)
        implements Action {}
