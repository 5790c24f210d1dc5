package dev.vigia.api;

import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * The way of one type of event to one handler: conditions first, then {@link #handle}. Implemented by the agent and the test kit
 * only.
 *
 * <p>Each method returns the route itself. A route is finished by {@link #handle} and cannot be changed afterwards; one that is left
 * without a handler refuses the plugin's setup.
 *
 * @param <E> the type of event
 * @since 0.1
 */
public interface Route<E extends Event> {
    /**
     * Names the route. The name keys what the agent remembers of it, so it should stay the same from one version of the plugin to the
     * next.
     *
     * @param name unique among the instance's routes; without this call, the type's name (two routes of one type need names)
     */
    Route<E> named(String name);

    /**
     * Lets only events pass that fulfil a condition. Several conditions must all hold; they are asked in the order given.
     *
     * @param condition pure: no effects, the same answer for the same event. The agent may ask it again to explain what happened. If it
     *     throws, that is a failed attempt
     */
    Route<E> where(Predicate<? super E> condition);

    /**
     * Lets only events pass that fulfil a condition which also depends on the call, on its time for instance.
     *
     * @param condition pure: no effects, the same answer for the same event and {@link Context#now()}
     */
    Route<E> where(BiPredicate<? super E, ? super Context> condition);

    /**
     * Finishes the route.
     *
     * @param handler called for each event that fulfils all conditions, at least once, and for one chat in the order of events
     */
    void handle(Handler<? super E> handler);
}
