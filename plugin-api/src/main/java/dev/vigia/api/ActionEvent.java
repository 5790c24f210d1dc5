package dev.vigia.api;

/**
 * The fate of something that a plugin asked for. Every plugin instance of the account hears of it, whoever asked: compare
 * {@link Action#instance()} with {@link Setup#instance()} before acting on it.
 *
 * @since 0.1
 */
public sealed interface ActionEvent extends Event permits ActionDone, ActionFailed, ActionInDoubt {
    /** What was asked for, by which plugin instance, and what became of it. */
    Action action();
}
