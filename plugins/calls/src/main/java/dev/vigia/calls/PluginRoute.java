package dev.vigia.calls;

import dev.vigia.api.ActionEvent;
import dev.vigia.api.Context;
import dev.vigia.api.Event;
import dev.vigia.api.Handler;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Window;
import dev.vigia.calls.Effects.Postponement;
import dev.vigia.calls.Effects.Slot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A finished route of a plugin instance: which events go to which handler, under which conditions. */
final class PluginRoute<E extends Event> {
    /** What may happen once, and for how long that counts. */
    record Once<E>(Window window, Function<? super E, String> key) {}

    /** What decides, after the conditions, whether an event is handled, and when. */
    record Timing<E>(
            @Nullable Duration freshFor,
            @Nullable Once<E> once,
            @Nullable Duration quiet,
            boolean includingOwn) {}

    private final String name;
    private final Class<E> type;
    private final List<BiPredicate<? super E, ? super Context>> conditions;
    private final Timing<E> timing;
    private final Handler<? super E> handler;

    PluginRoute(
            String name,
            Class<E> type,
            List<BiPredicate<? super E, ? super Context>> conditions,
            Timing<E> timing,
            Handler<? super E> handler) {
        this.name = name;
        this.type = type;
        this.conditions = List.copyOf(conditions);
        this.timing = timing;
        this.handler = handler;
    }

    /** Unique among the instance's routes, and the same from one run to the next. */
    String name() {
        return name;
    }

    /** Whether the route is for this type of event. Its conditions are not asked. */
    boolean takes(Event event) {
        return type.isInstance(event);
    }

    /** Takes an event on its way: to the handler, or as far as it comes. Says what became of it. */
    String deliver(Event event, Occasion occasion, Call call, EffectsDraft effects) throws Exception {
        E typed = type.cast(event);
        if (!timing.includingOwn()
                && !(event instanceof ActionEvent)
                && event.meta().causedBy().filter(occasion.instance()::equals).isPresent()) {
            return "its own doing";
        }
        int refusing = firstRefusing(typed, call);
        if (refusing > 0) {
            return conditions.size() == 1 ? "filtered by where" : "filtered by where " + refusing;
        }
        if (timing.quiet() != null) {
            Instant due = occasion.now().plus(timing.quiet());
            effects.postpone(
                    new Postponement(name, occasion.chat(), event.meta().sequence(), due, occasion.replay()));
            return "waits until the chat is quiet, " + due;
        }
        return handleInTime(typed, happened(event), occasion, call, effects);
    }

    /** Takes an event on from where it waited for the chat to be quiet. */
    String deliverPostponed(Event event, Occasion occasion, Call call, EffectsDraft effects) throws Exception {
        Duration quiet = timing.quiet() == null ? Duration.ZERO : timing.quiet();
        return handleInTime(type.cast(event), happened(event).plus(quiet), occasion, call, effects);
    }

    private String handleInTime(E event, Instant since, Occasion occasion, Call call, EffectsDraft effects)
            throws Exception {
        Duration age = Duration.between(since, occasion.now());
        if (timing.freshFor() != null && age.compareTo(timing.freshFor()) > 0) {
            return "too old by " + age.minus(timing.freshFor()).truncatedTo(ChronoUnit.SECONDS);
        }
        Optional<Instant> taken = takeSlot(event, occasion, effects);
        if (taken.isPresent()) {
            return "slot taken since " + taken.get();
        }
        int before = effects.actions();
        effects.reachesHandler();
        handler.handle(event, call);
        int actions = effects.actions() - before;
        return actions == 0 ? "handled" : "handled, " + actions + (actions == 1 ? " action" : " actions");
    }

    /** When at the latest: messages have a time of their own, which may be long before anybody looked. */
    private static Instant happened(Event event) {
        Instant observed = event.meta().time();
        return event instanceof NewUnread unread
                ? unread.chat().lastMessageAt().filter(observed::isAfter).orElse(observed)
                : observed;
    }

    private Optional<Instant> takeSlot(E event, Occasion occasion, EffectsDraft effects) {
        if (timing.once() == null) {
            return Optional.empty();
        }
        String key = Texts.name(timing.once().key().apply(event), "key that oncePer(…) came to");
        Instant now = occasion.now();
        Optional<Instant> taken = occasion.memory().slotTaken(name, key, now);
        if (taken.isEmpty()) {
            Instant ends = timing.once().window().endOf(now);
            if (!ends.isAfter(now)) {
                throw new IllegalStateException(
                        "the window given to oncePer(…) ends at " + ends + ", before it begins");
            }
            effects.take(new Slot(name, key, occasion.chat(), now, ends));
        }
        return taken;
    }

    private int firstRefusing(E event, Call call) {
        call.pure(true);
        for (int i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).test(event, call)) {
                return i + 1;
            }
        }
        call.pure(false);
        return 0;
    }
}
