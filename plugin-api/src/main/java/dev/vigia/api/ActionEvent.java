package dev.vigia.api;

/**
 * The fate of something that a plugin asked for.
 *
 * @since 0.1
 */
public sealed interface ActionEvent extends Event permits ActionDone, ActionFailed, ActionInDoubt {
    /** What was asked for, by which plugin instance, and what became of it. */
    Action action();
}
