package dev.vigia.plugins.console;

import dev.vigia.api.Actions;
import dev.vigia.api.Chat;
import dev.vigia.api.Context;
import dev.vigia.api.Event;
import dev.vigia.api.Flush;
import dev.vigia.api.GapHandler;
import dev.vigia.api.Handler;
import dev.vigia.api.Job;
import dev.vigia.api.Route;
import dev.vigia.api.Setup;
import dev.vigia.api.State;
import dev.vigia.api.Window;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/** Records what the console registers, and hands it events. */
final class RecordingSetup implements Setup {
    private final Console.Settings settings;
    private final List<Handler<? super Event>> handlers = new ArrayList<>();

    RecordingSetup(Console.Settings settings) {
        this.settings = settings;
    }

    void deliver(Event event) throws Exception {
        for (Handler<? super Event> handler : handlers) {
            handler.handle(event, new Call());
        }
    }

    @Override
    public String instance() {
        return "console";
    }

    @Override
    public <R extends Record> R settings(Class<R> type) {
        return type.cast(settings);
    }

    @Override
    public <E extends Event> Route<E> on(Class<E> type) {
        return new EveryEvent<>(type);
    }

    @Override
    public void beforeAck(Flush flush) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void every(String name, Duration period, Job job) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void onGap(GapHandler handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R extends AutoCloseable> R closeAtEnd(R resource) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public Logger log() {
        return NOPLogger.NOP_LOGGER;
    }

    private final class EveryEvent<E extends Event> implements Route<E> {
        private final Class<E> type;
        private Predicate<? super E> condition = event -> true;

        EveryEvent(Class<E> type) {
            this.type = type;
        }

        @Override
        public Route<E> named(String name) {
            return this;
        }

        @Override
        public Route<E> where(Predicate<? super E> condition) {
            this.condition = condition;
            return this;
        }

        @Override
        public Route<E> where(BiPredicate<? super E, ? super Context> condition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Route<E> freshFor(Duration age) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Route<E> oncePer(Window window, Function<? super E, String> key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Route<E> debounce(Duration quiet) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Route<E> includingOwn() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void handle(Handler<? super E> handler) {
            handlers.add((event, context) -> {
                if (type.isInstance(event) && condition.test(type.cast(event))) {
                    handler.handle(type.cast(event), context);
                }
            });
        }
    }

    private static final class Call implements Context {
        @Override
        public Instant now() {
            return Sample.NOW;
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public String account() {
            return "sales";
        }

        @Override
        public boolean isReplay() {
            return false;
        }

        @Override
        public State state() {
            throw new UnsupportedOperationException();
        }

        @Override
        public State state(Chat chat) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Actions actions() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Chat> chats() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String idempotencyKey() {
            return "key";
        }

        @Override
        public Logger log() {
            return NOPLogger.NOP_LOGGER;
        }
    }
}
