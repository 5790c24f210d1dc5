package dev.vigia.api;

import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The way of one type of event to one handler: conditions first, then {@link #debounce}, {@link #freshFor}, {@link #oncePer}, and
 * {@link #handle} at last, in whatever order they are written. Implemented by the agent and the test kit
 * only.
 *
 * <p>Each method returns the route itself. A route is finished by {@link #handle} and cannot be changed afterwards; one that is left
 * without a handler refuses the plugin's setup. Every method throws {@link IllegalStateException} once it is finished.
 *
 * <p>Conditions, keys and windows are asked on the thread that handles; with more than one ({@code parallelism}) side by side.
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
     * @throws IllegalArgumentException if it is blank
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
     * Lets only events pass that happened lately. After an interruption, what is older would be answered too late.
     *
     * @param age the greatest age, up to {@link Context#now()}: of a {@link NewUnread} from {@link Chat#lastMessageAt()}, if that is known
     *     and before {@link EventMeta#time()}, of any other event from {@link EventMeta#time()}. The quiet time of a route that has one
     *     comes on top. Above zero
     * @throws IllegalArgumentException for zero or less
     * @throws IllegalStateException at the second call
     */
    Route<E> freshFor(Duration age);

    /**
     * Lets an event pass only if no event with the same key was handled by this route within the window. The slot is taken together with
     * the ack, so a handler that fails has not used it up.
     *
     * @param window how long a slot stays taken, from {@link Context#now()} on
     * @param key what may happen once, the chat's id for instance; pure, never null, and at most 2,000 bytes in UTF-8
     * @throws IllegalStateException at the second call: open another route for another limit
     */
    Route<E> oncePer(Window window, Function<? super E, String> key);

    /**
     * Waits until a chat has been quiet: hands over only the last of several events of one chat that passed the conditions, as soon as
     * no other has come for some time. {@link #freshFor} and {@link #oncePer} are asked when that time is over.
     *
     * @param quiet how long no other event of the chat may have passed the conditions; above zero
     * @throws IllegalArgumentException for zero or less
     * @throws IllegalStateException at the second call
     */
    Route<E> debounce(Duration quiet);

    /**
     * Hands over also what this plugin instance's own actions caused, which it does not hear of otherwise. The fate of its actions,
     * told by {@link ActionEvent}s, it hears in any case.
     */
    Route<E> includingOwn();

    /**
     * Finishes the route.
     *
     * @param handler called for each event that fulfils all conditions, at least once, and for one chat in the order of events
     * @throws IllegalArgumentException if another route of the instance has the same name
     */
    void handle(Handler<? super E> handler);
}
