package com.example.veteran;

import dev.vigia.api.*;
import java.net.URI;
import java.nio.file.Path;
import java.time.*;
import java.util.*;

/** Uses all that the first plugin API has, so that whatever goes missing is missed. Built once, and never again. */
@Plugin(id = "veteran", description = "Uses all of the first API")
public final class Veteran implements ChatPlugin {
    public enum Mood { CALM, LOUD }

    public record Server(String host, @Default("25") int port) {}

    public record Settings(
            @Doc("A text") @Default("hi") String text,
            Secret key,
            boolean flag,
            long size,
            @Default("1.5") double real,
            Duration pause,
            LocalTime opens,
            LocalDate from,
            ZoneId zone,
            URI hook,
            Path file,
            Mood mood,
            List<String> list,
            Set<Integer> set,
            Map<String, Duration> map,
            Optional<Server> server,
            Optional<String> never) {
        public Settings {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("text is empty");
            }
        }
    }

    @Override
    public void setup(Setup setup) throws Exception {
        Settings settings = setup.settings(Settings.class);
        setup.oneAtATime();
        String key = settings.key().reveal();
        setup.log().info("set up {} {} {}", setup.instance(), settings, key.equals(Secret.of("k1").reveal()));
        AutoCloseable held = setup.closeAtEnd(() -> setup.log().info("closed"));
        Objects.requireNonNull(held);
        Clock clock = setup.clock();
        setup.beforeAck(() -> Objects.requireNonNull(clock.instant()));
        setup.onGap((gap, context) -> context.log().info("gap {} {} {}", gap.account(), gap.first(), gap.last()));
        setup.every("count", Duration.ofHours(1), context -> context.log()
                .info("job on {}, {} chats", context.account(), context.chats().size()));
        setup.on(Event.class).named("all").includingOwn().handle(this::tell);
        setup.on(ChatEvent.class).named("chats").where(event -> event.latest().isGroup()).handle((event, context) -> {});
        setup.on(AccountEvent.class).named("accounts").handle((event, context) -> {});
        setup.on(ActionEvent.class).named("actions").handle((event, context) -> Objects.requireNonNull(event.action()));
        setup.on(NewUnread.class)
                .named("answer")
                .where(event -> event.before().unread() < event.chat().unread())
                .where((event, context) -> context.now().isAfter(Instant.EPOCH) && context.state().get("no").isEmpty())
                .freshFor(Duration.ofDays(1))
                .oncePer(Window.day(settings.zone()), event -> event.chat().id())
                .handle(this::answer);
        setup.on(NewUnread.class)
                .named("quiet")
                .debounce(Duration.ofMillis(50))
                .oncePer(Window.of(Duration.ofHours(1)), event -> "all")
                .handle((event, context) -> context.log().info("quiet"));
        Window own = taken -> taken.plusSeconds(1);
        setup.on(Pinned.class).named("later").oncePer(Window.forever(), event -> "x").handle((event, context) -> {
            if (!own.endOf(context.now()).isAfter(context.now())) {
                throw new RetryLater(Duration.ofSeconds(1), "never");
            }
            throw new GiveUp("no use");
        });
    }

    private void answer(NewUnread event, Context context) {
        Chat chat = event.chat();
        State state = context.state();
        state.put("last", chat.id());
        state.put("short", "x", Duration.ofHours(1));
        state.remove("short");
        context.state(chat).put("seen", "1");
        Actions actions = context.actions();
        ActionOptions options = ActionOptions.usual()
                .within(Duration.ofMinutes(5))
                .delayed(Duration.ofSeconds(1))
                .typing(Duration.ofSeconds(2))
                .resend();
        actions.sendText(chat, "text");
        actions.sendText(chat, "text", options);
        actions.sendText("5511990000009", "text");
        actions.sendText("5511990000009", "text", options);
        actions.markRead(chat);
        actions.markUnread(chat);
        actions.mute(chat);
        actions.unmute(chat);
        actions.archive(chat);
        actions.unarchive(chat);
        actions.pin(chat);
        actions.unpin(chat);
        actions.addNote(chat, "note");
        context.notice("seen", "on the whole");
        context.notice(chat, "seen", "of one");
        context.log()
                .info(
                        "answer {} {} {} {} {} {} {} {}",
                        context.account(),
                        context.attempt(),
                        context.isReplay(),
                        context.idempotencyKey().length() > 8,
                        state.get("last").orElse(""),
                        state.keys(),
                        context.state(chat).keys(),
                        options.timeToSend().plus(options.delay()).plus(options.typingTime()) + " " + options.isResent());
    }

    private void tell(Event event, Context context) {
        EventMeta meta = event.meta();
        boolean whole = Event.types().contains(event.type())
                && event.toJson().contains(meta.id())
                && meta.sequence() > 0
                && meta.time().isAfter(Instant.EPOCH)
                && meta.account().equals(context.account());
        context.log()
                .info(
                        "{} {} {} {}",
                        event.type(),
                        event.chatId().orElse("-"),
                        meta.causedBy().orElse("-"),
                        whole ? what(event) : "not whole");
    }

    private static String what(Event event) {
        if (event instanceof ChatAdded e) return chat(e.chat());
        if (event instanceof ChatRemoved e) return chat(e.before());
        if (event instanceof ChatIdentified e) return pair(e.before(), e.chat());
        if (event instanceof NewUnread e) return pair(e.before(), e.chat());
        if (event instanceof ChatRead e) return pair(e.before(), e.chat());
        if (event instanceof MarkedUnread e) return pair(e.before(), e.chat());
        if (event instanceof ChatActivity e) return pair(e.before(), e.chat());
        if (event instanceof Renamed e) return pair(e.before(), e.chat());
        if (event instanceof Muted e) return pair(e.before(), e.chat());
        if (event instanceof Unmuted e) return pair(e.before(), e.chat());
        if (event instanceof MarkedSpam e) return pair(e.before(), e.chat());
        if (event instanceof UnmarkedSpam e) return pair(e.before(), e.chat());
        if (event instanceof Archived e) return pair(e.before(), e.chat());
        if (event instanceof Unarchived e) return pair(e.before(), e.chat());
        if (event instanceof Pinned e) return pair(e.before(), e.chat());
        if (event instanceof Unpinned e) return pair(e.before(), e.chat());
        if (event instanceof PhotoChanged e) return pair(e.before(), e.chat());
        if (event instanceof NoteChanged e) return pair(e.before(), e.chat());
        if (event instanceof AnnouncementChanged e) return pair(e.before(), e.chat());
        if (event instanceof AccountBaselined e) return "" + e.chats();
        if (event instanceof AccountMassChange e) return e.what() + e.chats();
        if (event instanceof AccountConnected e) return e.meta().account();
        if (event instanceof AccountDisconnected e) return e.meta().account();
        if (event instanceof AccountFailing e) return e.reason().equals(AccountFailing.UNREACHABLE) + e.detail();
        if (event instanceof AccountRecovered e) return e.reason() + (e.failingSince() != null);
        if (event instanceof ActionEvent e) {
            Action action = e.action();
            String fate = e instanceof ActionDone ? "done" : e instanceof ActionFailed ? "failed" : e instanceof ActionInDoubt ? "in doubt" : "?";
            return fate + " " + action.kind() + " " + action.instance() + " " + action.chatId() + " " + !action.id().isEmpty()
                    + " " + action.messageId().isPresent() + " " + action.failure().orElse("-");
        }
        if (event instanceof PluginNotice e) {
            Notice notice = e.notice();
            return notice.instance() + " " + notice.kind() + " " + notice.text() + " " + notice.chat().map(Chat::id).orElse("-");
        }
        return "unknown to the first API";
    }

    private static String pair(Chat before, Chat after) {
        return (before == null ? "-" : chat(before)) + " > " + (after == null ? "-" : chat(after));
    }

    private static String chat(Chat chat) {
        String kind = switch (chat.kind()) {
            case PERSON -> "person";
            case GROUP -> "group";
            case BROADCAST -> "broadcast";
            case NEWSLETTER -> "newsletter";
            case STATUS -> "status";
            case OTHER -> chat.kind().label();
        };
        boolean forever = chat.mutedUntil().filter(Chat.FOREVER::equals).isPresent();
        List<Object> rest = Arrays.asList(
                chat.phone(), chat.lid(), chat.markedUnread(), chat.lastMessageAt(), chat.muted(), forever, chat.spam(),
                chat.archived(), chat.pinned(), chat.announcement(), chat.photo(), chat.toJson());
        String note = chat.note()
                .map(each -> each.id() + each.content() + each.createdAt() + each.updatedAt())
                .orElse("");
        return chat.id() + " " + kind + " " + chat.name() + " " + chat.unread() + " " + rest.size() + note;
    }
}
