package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.Context;
import dev.vigia.api.Event;
import dev.vigia.api.Handler;
import dev.vigia.api.Route;
import dev.vigia.api.Window;
import dev.vigia.calls.PluginRoute.Once;
import dev.vigia.calls.PluginRoute.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A route while its plugin declares it. */
final class RouteDraft<E extends Event> implements Route<E> {
    private final SetupCall setup;
    private final Class<E> type;
    private final List<BiPredicate<? super E, ? super Context>> conditions = new ArrayList<>();
    private String name;
    private @Nullable Duration freshFor;
    private @Nullable Once<E> once;
    private @Nullable Duration quiet;
    private boolean includingOwn;
    private @Nullable PluginRoute<E> finished;

    RouteDraft(SetupCall setup, Class<E> type) {
        this.setup = setup;
        this.type = type;
        this.name = EventName.of(type);
    }

    @Override
    public Route<E> named(String newName) {
        checkOpen("named");
        requireNonNull(newName, "a route's name is null; give it a text or leave named(…) out");
        if (newName.isBlank()) {
            throw new IllegalArgumentException("a route's name is blank; give it a text or leave named(…) out");
        }
        name = Texts.name(newName, "name of a route");
        return this;
    }

    @Override
    public Route<E> where(Predicate<? super E> condition) {
        requireNonNull(condition, "the condition given to where(…) is null");
        return where((event, context) -> condition.test(event));
    }

    @Override
    public Route<E> where(BiPredicate<? super E, ? super Context> condition) {
        checkOpen("where");
        conditions.add(requireNonNull(condition, "the condition given to where(…) is null"));
        return this;
    }

    @Override
    public Route<E> freshFor(Duration age) {
        checkOpen("freshFor");
        checkFirst(freshFor, "freshFor");
        freshFor = positive(age, "freshFor");
        return this;
    }

    @Override
    public Route<E> oncePer(Window window, Function<? super E, String> key) {
        checkOpen("oncePer");
        checkFirst(once, "oncePer");
        once = new Once<>(
                requireNonNull(window, "the window given to oncePer(…) is null"),
                requireNonNull(key, "the key given to oncePer(…) is null"));
        return this;
    }

    @Override
    public Route<E> debounce(Duration time) {
        checkOpen("debounce");
        checkFirst(quiet, "debounce");
        quiet = positive(time, "debounce");
        return this;
    }

    @Override
    public Route<E> includingOwn() {
        checkOpen("includingOwn");
        includingOwn = true;
        return this;
    }

    @Override
    public void handle(Handler<? super E> handler) {
        checkOpen("handle");
        requireNonNull(handler, "the handler given to handle(…) is null");
        setup.checkIsNew(name);
        finished =
                new PluginRoute<>(name, type, conditions, new Timing<>(freshFor, once, quiet, includingOwn), handler);
    }

    Optional<PluginRoute<E>> finished() {
        return Optional.ofNullable(finished);
    }

    @Override
    public String toString() {
        return "route \"" + name + "\" for " + type.getSimpleName();
    }

    private static Duration positive(Duration time, String method) {
        requireNonNull(time, "the time given to " + method + "(…) is null");
        if (time.isZero() || time.isNegative()) {
            throw new IllegalArgumentException(method + "(" + time + ") lets nothing pass; give it a time above zero");
        }
        return time;
    }

    private void checkFirst(@Nullable Object earlier, String method) {
        if (earlier != null) {
            throw new IllegalStateException(this + " has two of " + method
                    + "(…), of which only one can hold. Open another route for the other");
        }
    }

    private void checkOpen(String method) {
        setup.check("Route." + method);
        if (finished != null) {
            throw new IllegalStateException(this + " is finished: " + method
                    + "(…) was called after handle(…). Call it before, or open another route");
        }
    }
}
