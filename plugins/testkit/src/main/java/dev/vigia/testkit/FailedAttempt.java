package dev.vigia.testkit;

/**
 * An attempt at something at which the plugin threw.
 *
 * @param attempt which one, from 1 upwards
 * @param failure what went wrong and where, as the agent would tell the operator
 * @param thrown what the plugin threw
 * @since 0.1
 */
public record FailedAttempt(int attempt, String failure, Throwable thrown) {
    @Override
    public String toString() {
        return "attempt " + attempt + ": " + failure;
    }
}
