package dev.vigia.agent.simulator;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an account's chats are written as JSON: the gateway's documents, its answers of today and those that some clients met
 * differ in keys and types.
 *
 * @param seedKeys only the keys of the first documents: no lid, no group, no pin, no archive, no end of a mute
 * @param typed numbers and booleans as such, not as strings
 * @param seconds times in seconds, not in milliseconds
 * @param lidAsPhone every chat that has a lid shows it as its phone
 * @param wrapper the key of an object around the list
 * @param omitted keys that are left out
 */
public record WireStyle(
        boolean seedKeys,
        boolean typed,
        boolean seconds,
        boolean lidAsPhone,
        @Nullable String wrapper,
        Set<String> omitted) {

    /** As in the first documents: strings, seconds, few keys. */
    public static final WireStyle SEED = new WireStyle(true, false, true, false, null, Set.of());

    /** As the gateway answers today: strings, milliseconds, a lid. */
    public static final WireStyle TODAY = new WireStyle(false, false, false, false, null, Set.of());

    /** As some clients met it: numbers and booleans. */
    public static final WireStyle TYPED = new WireStyle(false, true, false, false, null, Set.of());

    public WireStyle {
        omitted = Set.copyOf(omitted);
    }

    public WireStyle inSeconds() {
        return new WireStyle(seedKeys, typed, true, lidAsPhone, wrapper, omitted);
    }

    public WireStyle inMilliseconds() {
        return new WireStyle(seedKeys, typed, false, lidAsPhone, wrapper, omitted);
    }

    public WireStyle withLidAsPhone() {
        return new WireStyle(seedKeys, typed, seconds, true, wrapper, omitted);
    }

    /** As {@code {"key":[…]}}. */
    public WireStyle wrappedIn(String key) {
        return new WireStyle(seedKeys, typed, seconds, lidAsPhone, key, omitted);
    }

    public WireStyle without(String key) {
        Set<String> more = new TreeSet<>(omitted);
        more.add(key);
        return new WireStyle(seedKeys, typed, seconds, lidAsPhone, wrapper, more);
    }
}
