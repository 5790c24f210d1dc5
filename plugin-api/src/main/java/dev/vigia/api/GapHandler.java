package dev.vigia.api;

/**
 * Learns of events that the plugin instance will not get.
 *
 * @see Setup#onGap
 * @since 0.1
 */
@FunctionalInterface
public interface GapHandler {
    /**
     * Called once for a gap, before the events behind it, on a thread of the plugin's own.
     *
     * @param gap what is lost
     * @param context valid during this call, on this thread. Effects are stored together with the note that the plugin knows
     * @throws Exception if it did not take notice; it is told again later
     */
    void lost(Gap gap, Context context) throws Exception;
}
