package dev.vigia.agent.dispatch;

import dev.vigia.api.AccountEvent;
import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionOptions;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Context;
import dev.vigia.api.Default;
import dev.vigia.api.Event;
import dev.vigia.api.GiveUp;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Notice;
import dev.vigia.api.Plugin;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.RetryLater;
import dev.vigia.api.Setup;
import dev.vigia.api.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The plugins of {@link DeliveryContract}. They tell what they see by their log, and see nothing but the API. */
public final class ContractPlugins {
    private ContractPlugins() {}

    /** Every kind of condition, and two routes for one event. */
    @Plugin(id = "conditions")
    public static final class Conditions implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class)
                    .named("answer")
                    .where(event -> event.chat().unread() > 1)
                    .where((event, context) -> event.chat().unread() > 2)
                    .freshFor(Duration.ofHours(1))
                    .handle((event, context) -> context.actions().markRead(event.chat()));
            setup.on(ChatEvent.class)
                    .named("count")
                    .handle((event, context) -> context.log().info("{}", event.type()));
        }
    }

    /** Once for ever for a chat; the first attempt at each event fails. */
    @Plugin(id = "once")
    public static final class Once implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class)
                    .oncePer(Window.forever(), event -> event.chat().id())
                    .handle((event, context) -> {
                        tell(event, context);
                        if (context.attempt() == 1) {
                            throw new IllegalStateException("not yet");
                        }
                    });
        }
    }

    /** Waits until a chat has been quiet. */
    @Plugin(id = "quiet")
    public static final class Quiet implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).debounce(Duration.ofMillis(300)).handle(ContractPlugins::tell);
        }
    }

    /** Two routes that wait for a chat to be quiet, the second of which answers only what is fresh. */
    @Plugin(id = "patient")
    public static final class Patient implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class)
                    .named("soon")
                    .debounce(Duration.ofMillis(100))
                    .handle((event, context) -> context.log().info(context.isReplay() ? "soon, again" : "soon"));
            setup.on(NewUnread.class)
                    .named("late")
                    .debounce(Duration.ofMillis(300))
                    .freshFor(Duration.ofHours(1))
                    .handle((event, context) -> context.log().info(context.isReplay() ? "late, again" : "late"));
        }
    }

    /** Gives a notice of each new message, after a first attempt that fails, and tells of all notices that it gets. */
    @Plugin(id = "notices")
    public static final class Notices implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).handle((event, context) -> {
                context.notice(event.chat(), "waiting", "try " + context.attempt());
                context.notice("count", "one more");
                if (context.attempt() == 1) {
                    throw new IllegalStateException("not yet");
                }
            });
            setup.on(PluginNotice.class)
                    .named("others")
                    .handle((event, context) -> context.log().info("never"));
            setup.on(PluginNotice.class).named("own").includingOwn().handle((event, context) -> {
                Notice notice = event.notice();
                context.log()
                        .info(
                                "{} {} {} {} {}",
                                event.meta().causedBy().orElse(""),
                                notice.instance(),
                                notice.kind(),
                                notice.text(),
                                notice.chat().map(Chat::id).orElse(""));
                try {
                    context.notice("answer", "no");
                } catch (IllegalStateException e) {
                    context.log().info("{}", e.getMessage());
                }
            });
        }
    }

    /** Two routes that send, the first only once a chat. */
    @Plugin(id = "senders")
    public static final class Senders implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class)
                    .named("answer")
                    .oncePer(Window.forever(), event -> event.chat().id())
                    .handle((event, context) -> context.actions().sendText(event.chat(), "answer"));
            setup.on(NewUnread.class)
                    .named("copy")
                    .handle((event, context) -> context.actions().sendText("5511990000009", "copy"));
        }
    }

    /** Counts and sends, and fails twice at each event after it has done so. */
    @Plugin(id = "effects")
    public static final class Effects implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).handle((event, context) -> {
                int count = context.state(event.chat())
                                .get("count")
                                .map(Integer::parseInt)
                                .orElse(0)
                        + 1;
                context.state(event.chat()).put("count", Integer.toString(count));
                context.state(event.chat()).put("note", "for an hour", Duration.ofHours(1));
                context.state().put("last", event.chat().id());
                context.state().put("gone", "soon");
                context.state().remove("gone");
                context.actions()
                        .sendText(
                                event.chat(),
                                "number " + count,
                                ActionOptions.usual().typing(Duration.ofSeconds(3)));
                context.log()
                        .info(
                                "{} {} {}",
                                context.state(event.chat()).get("count").orElse("none"),
                                context.state(event.chat()).keys(),
                                context.state().keys());
                if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
        }
    }

    /** Two routes, of which the second fails twice, so that the first gets the event again. */
    @Plugin(id = "keys")
    public static final class Keys implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).named("first").handle((event, context) -> {
                context.state().put("first", "was here");
                context.log().info("first {}", context.idempotencyKey());
            });
            setup.on(NewUnread.class).named("second").handle((event, context) -> {
                context.log()
                        .info(
                                "second {} {}",
                                context.idempotencyKey(),
                                context.state().get("first").orElse("nobody was here"));
                if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
        }
    }

    /** Wants to try later, more often than an event may fail. */
    @Plugin(id = "later")
    public static final class Later implements ChatPlugin {
        private final List<Integer> attempts = new ArrayList<>();

        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).handle((event, context) -> {
                tell(event, context);
                attempts.add(context.attempt());
                if (attempts.size() < 10) {
                    throw new RetryLater(Duration.ZERO, "closed");
                }
            });
        }
    }

    /** Fails for ever at what has one unread message, or gives it up. */
    @Plugin(id = "failing")
    public static final class Failing implements ChatPlugin {
        /**
         * What it does.
         *
         * @param how {@code throw}, {@code give-up}, or {@code once}
         */
        public record FailingSettings(@Default("throw") String how) {}

        @Override
        public void setup(Setup setup) {
            String how = setup.settings(FailingSettings.class).how();
            setup.on(NewUnread.class).handle((event, context) -> {
                tell(event, context);
                if (event.chat().unread() == 1 && !context.isReplay()) {
                    if (how.equals("give-up")) {
                        throw new GiveUp("no such customer");
                    }
                    if (how.equals("throw") || context.attempt() == 1) {
                        throw new IllegalStateException("out of order", new IllegalArgumentException("no\nservice"));
                    }
                }
            });
        }
    }

    /** Fails at everything. */
    @Plugin(id = "broken")
    public static final class Broken implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).handle((event, context) -> {
                tell(event, context);
                throw new IllegalStateException("service down");
            });
        }
    }

    /** Marks as read what is new, and hears of what is read. */
    @Plugin(id = "reader")
    public static final class Reader implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class)
                    .handle((event, context) -> context.actions().markRead(event.chat()));
            setup.on(ActionDone.class)
                    .handle((event, context) -> context.log()
                            .info(
                                    "{} {} by {}",
                                    event.type(),
                                    event.action().kind(),
                                    event.action().instance()));
            setup.on(ChatRead.class)
                    .handle((event, context) ->
                            context.log().info("read {}", event.chat().id()));
            setup.on(ChatRead.class)
                    .named("own")
                    .includingOwn()
                    .handle((event, context) -> context.log()
                            .info(
                                    "own {} {}",
                                    event.chat().id(),
                                    event.meta().causedBy().orElse("by others")));
        }
    }

    /** A job that succeeds at its third attempt, and a handler that sees what it remembered. */
    @Plugin(id = "reporter")
    public static final class Reporter implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.every("count", Duration.ofHours(1), context -> {
                context.log()
                        .info(
                                "{} {} {} {}",
                                context.account(),
                                context.chats().size(),
                                context.attempt(),
                                context.idempotencyKey());
                context.state().put("reports", "1");
                context.actions().sendText("5511999990000", "report");
                if (context.attempt() < 3) {
                    throw new IllegalStateException("not yet");
                }
            });
            setup.on(NewUnread.class)
                    .handle((event, context) ->
                            context.log().info("reports {}", context.state().get("reports")));
        }
    }

    /** Does with contexts what it must not. */
    @Plugin(id = "misuser")
    public static final class Misuser implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            List<Context> kept = new ArrayList<>();
            setup.on(ChatRead.class)
                    .where((event, context) -> {
                        context.state().put("a", "b");
                        return true;
                    })
                    .handle((event, context) -> context.log().info("not reached"));
            setup.on(NewUnread.class).handle((event, context) -> {
                kept.add(context);
                Runnable[] misuses = {
                    () -> kept.get(0).actions(),
                    () -> setup.on(Event.class),
                    () -> context.state().put("", "b"),
                    () -> context.state().put("a", "b", Duration.ZERO),
                    () -> context.actions().sendText(event.chat(), ""),
                    () -> context.actions().sendText("+55 11", "hi")
                };
                for (Runnable misuse : misuses) {
                    context.log().info("{}", messageOf(misuse));
                }
                AtomicReference<String> elsewhere = new AtomicReference<>("");
                Thread other = new Thread(() -> elsewhere.set(messageOf(context::now)));
                other.start();
                other.join();
                context.log().info("{}", elsewhere);
            });
        }

        private static String messageOf(Runnable misuse) {
            try {
                misuse.run();
                return "nothing happened";
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            }
        }
    }

    /** Writes, and makes durable at the second try what it wrote. */
    @Plugin(id = "writer")
    public static final class Writer implements ChatPlugin {
        private int flushes;

        @Override
        public void setup(Setup setup) {
            setup.beforeAck(() -> {
                flushes++;
                if (flushes == 1) {
                    throw new IllegalStateException("disk full");
                }
            });
            setup.on(ChatEvent.class).handle((event, context) -> tell(event, context));
        }
    }

    /** Sends, also when it gets an event again. */
    @Plugin(id = "sender")
    public static final class Sender implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(NewUnread.class).handle((event, context) -> {
                context.actions().sendText(event.chat(), "hello");
                context.log().info(context.isReplay() ? "again" : "first");
            });
        }
    }

    /** Tells events as they are on the wire. */
    @Plugin(id = "json")
    public static final class Json implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(ChatEvent.class).handle((event, context) -> context.log().info("{}", event.toJson()));
            setup.on(AccountEvent.class)
                    .handle((event, context) -> context.log().info("{}", event.toJson()));
        }
    }

    /** Registers what cannot be. */
    @Plugin(id = "refused")
    public static final class Refused implements ChatPlugin {
        /** What is wrong. */
        public record Wrong(
                @Default("nothing") String what,
                @Default("1s") Duration pause) {
            /** Refuses a pause that is none. */
            public Wrong {
                if (pause.isZero()) {
                    throw new IllegalArgumentException("pause is zero; give it some time");
                }
            }
        }

        @Override
        public void setup(Setup setup) {
            switch (setup.settings(Wrong.class).what()) {
                case "two-routes" -> {
                    setup.on(NewUnread.class).handle((event, context) -> {});
                    setup.on(NewUnread.class).handle((event, context) -> {});
                }
                case "no-handler" -> setup.on(NewUnread.class).named("answer").where(event -> true);
                case "short-job" -> setup.every("count", Duration.ofMillis(1), context -> {});
                case "blank-name" -> setup.on(NewUnread.class).named(" ");
                case "no-age" -> setup.on(NewUnread.class).freshFor(Duration.ZERO);
                case "no-event" -> unchecked(setup);
                default -> throw new IllegalStateException("closed on Sundays");
            }
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static void unchecked(Setup setup) {
            setup.on((Class) String.class);
        }
    }

    /** Never asks for its settings. */
    @Plugin(id = "indifferent")
    public static final class Indifferent implements ChatPlugin {
        @Override
        public void setup(Setup setup) {
            setup.on(Event.class).handle((event, context) -> {});
        }
    }

    private static void tell(Event event, Context context) {
        String chat = event instanceof ChatEvent chatEvent
                ? chatEvent.latest().id() + " " + chatEvent.latest().unread()
                : event.type();
        context.log().info("{}, attempt {}", chat, context.attempt());
    }
}
