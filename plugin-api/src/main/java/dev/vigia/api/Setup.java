package dev.vigia.api;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;

/**
 * What a plugin registers with while it is set up. Implemented by the agent and the test kit only.
 *
 * <p>Valid on the calling thread until {@link ChatPlugin#setup} returns; afterwards every method throws
 * {@link IllegalStateException}.
 *
 * @since 0.1
 */
public interface Setup {
    /** The name that the configuration gives to this use of the plugin. */
    String instance();

    /**
     * This instance's {@code settings { … }} as a record, one setting a component. A component named {@code maxSize} is the setting
     * {@code max-size}.
     *
     * <p>A component may be a {@code String}, a {@link Secret}, a boolean, a number, an enum, {@link java.time.Duration},
     * {@link java.time.LocalTime}, {@link java.time.LocalDate}, {@link java.time.ZoneId}, {@link java.net.URI},
     * {@link java.nio.file.Path}, another record, or a {@code List}, {@code Set}, {@code Collection},
     * {@code Map<String, …>} or {@code Optional} of these. One without a {@link Default} must be set, unless it is an
     * {@code Optional}. A {@code long} may be
     * given with a unit of size ({@code 64 MiB}). The record's compact constructor may refuse values by an
     * {@link IllegalArgumentException}. What a setting
     * means is told to operators by {@link Doc}.
     *
     * <p>Ask for the settings first in {@link ChatPlugin#setup}, and open files, connections and the like only after that. To learn
     * which settings there are, {@code vigia plugins list --settings} runs the plugin's constructor and its setup up to this call,
     * which then throws instead of returning. What was opened before stays open until that command ends, unless it was handed to
     * {@link #closeAtEnd}. Of a plugin that does not call this method before something else fails, for want of settings or beside a
     * running agent, that command can only say so; one whose setup ends without this call takes no settings.
     *
     * @param type a record class
     * @return the settings, never null
     * @throws RuntimeException with every problem at once: unknown, missing and unreadable settings, each with its file and line. Let
     *     it pass; the agent shows it to the operator
     */
    <R extends Record> R settings(Class<R> type);

    /**
     * Opens a route for events of a type.
     *
     * @param type one event record such as {@link NewUnread}, or a family: {@link ChatEvent}, {@link AccountEvent},
     *     {@link ActionEvent}, {@link Event} for all
     * @return the route, to be finished by {@link Route#handle}
     * @throws IllegalArgumentException if that is no type of event
     */
    <E extends Event> Route<E> on(Class<E> type);

    /**
     * Registers a step that makes durable what handlers wrote: to flush a file, for instance. It runs after one or more events were
     * handled and before any of them counts as delivered, on a thread of the plugin's own, never beside itself. Handlers may run beside it
     * only if the operator allowed the instance to handle several chats side by side ({@code parallelism}).
     *
     * @param flush the step. If it throws, the events handled since it last succeeded are delivered again
     */
    void beforeAck(Flush flush);

    /**
     * Refuses a {@code parallelism} above 1, for a plugin whose handlers and jobs must not run beside each other: because they share
     * fields, or change what {@link Context#state()} holds by reading it first. Without this it is the operator's choice.
     *
     * @throws RuntimeException if the operator gave this instance more. Let it pass; the agent shows it to the operator
     */
    void oneAtATime();

    /**
     * Has something done again and again, for each account of this instance on its own.
     *
     * <p>The first time is as soon as the account's chats are known, the next a period after that, also across restarts of the agent;
     * times that passed while the agent was not running are not made up for.
     *
     * <p>A job never runs beside itself, and beside handlers only if the operator allowed that ({@code parallelism}).
     *
     * @param name unique among the instance's jobs, and the same from one version of the plugin to the next
     * @param period from one run to the next, one second or more
     * @param job what to do
     * @throws IllegalArgumentException if the name is empty or taken, or the period shorter
     */
    void every(String name, Duration period, Job job);

    /**
     * Has this instance told of events that it will never get. Without this only the log tells.
     *
     * @param handler called once for each gap
     * @throws IllegalStateException at the second call
     */
    void onGap(GapHandler handler);

    /**
     * Hands over something to be closed when this instance stops, or if its setup fails. The last one handed over is closed first, after
     * the last event was handled, on a thread of the plugin's own. What it throws is logged, and the others are closed all the same.
     *
     * @param resource what to close
     * @return the same object
     */
    <R extends AutoCloseable> R closeAtEnd(R resource);

    /** The agent's clock; the test kit's can be set. Safe for use by any thread, also after setup. */
    Clock clock();

    /** A log for this instance. Safe for use by any thread, also after setup. */
    Logger log();
}
