package dev.vigia.api;

/**
 * Something that a plugin does again and again.
 *
 * @see Setup#every
 * @since 0.1
 */
@FunctionalInterface
public interface Job {
    /**
     * Does it once, for one account. Called on a thread of the plugin's own.
     *
     * @param context valid during this call, on this thread. Effects are stored together with the note that the job ran
     * @throws Exception if it was not done; it is tried again, after a while that never exceeds the job's period
     */
    void run(Context context) throws Exception;
}
