package dev.vigia.api;

/**
 * Makes durable what handlers wrote.
 *
 * @see Setup#beforeAck(Flush)
 * @since 0.1
 */
@FunctionalInterface
public interface Flush {
    /**
     * Returns when all that was handled so far is safe.
     *
     * @throws Exception if it is not; the events are then delivered again
     */
    void flush() throws Exception;
}
