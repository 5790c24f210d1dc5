package dev.vigia.plugins.waitingalert;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Context;
import dev.vigia.api.State;
import dev.vigia.plugins.office.Customer;
import dev.vigia.plugins.office.Lengths;
import dev.vigia.plugins.office.OfficeHours;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Template;
import dev.vigia.plugins.office.Waiting;
import dev.vigia.plugins.waitingalert.WaitingAlert.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through an account's chats every minute, and tells of those that have waited too long, or no longer wait. */
final class Rounds {
    private static final String PAUSE = "pause ";
    /** What can never be sent should not be tried every minute. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(10);

    private final Settings settings;
    private final Escalation escalation;
    private final Optional<OfficeHours> office;
    private final Template alert;
    private final Template end;

    /**
     * A chat that waits.
     *
     * @param since when its wait began
     * @param waited for how long it has waited
     */
    private record Wait(Chat chat, Instant since, Duration waited) {}

    Rounds(Settings settings) {
        this.settings = settings;
        this.escalation = settings.escalation();
        this.office = settings.office();
        this.alert = settings.alert();
        this.end = settings.end();
    }

    /** Whether a chat can wait: a customer's, and a group's if those count, but not of somebody who is told. */
    boolean counts(Chat chat) {
        return Customer.is(chat, settings.groups())
                && chat.phone().filter(escalation::tells).isEmpty();
    }

    void make(Context context) {
        List<Wait> waits = waits(context);
        for (String to : escalation.receivers()) {
            if (context.state().get(PAUSE + to).isEmpty()) {
                tell(to, waits, context);
            }
        }
    }

    /** Has those who were told of a chat's wait be told that it ended. */
    void ended(ChatRead event, Context context) {
        State chat = context.state(event.chat());
        Waiting.since(chat).ifPresent(since -> {
            for (String to : escalation.receivers()) {
                if (settings.allClear() && Told.of(since, chat, to).isAny()) {
                    new Ended(since, event.meta().time()).store(chat, context.state(), to);
                }
            }
        });
        Told.forgetAll(chat);
    }

    /** Has what could not be told be told again. */
    void failed(String action, Context context) {
        for (String to : escalation.receivers()) {
            long chats = context.chats().stream()
                    .filter(chat -> chat.unread() > 0)
                    .filter(chat -> Told.takeBack(action, context.state(chat), to))
                    .count();
            if (chats > 0) {
                boolean pausesLong = settings.atMostEvery().compareTo(PAUSE_AFTER_FAILURE) > 0;
                pause(to, pausesLong ? settings.atMostEvery() : PAUSE_AFTER_FAILURE, context);
            }
        }
    }

    /** All chats that wait, the one that has waited longest first. */
    private List<Wait> waits(Context context) {
        return context.chats().stream()
                .filter(chat -> chat.unread() > 0 && counts(chat))
                .map(chat -> {
                    Instant since = Waiting.since(chat, context);
                    return new Wait(chat, since, waited(since, context.now()));
                })
                .sorted(Comparator.comparing(Wait::waited).reversed())
                .toList();
    }

    private Duration waited(Instant since, Instant until) {
        return office.map(open -> open.openBetween(since, until)).orElseGet(() -> Duration.between(since, until));
    }

    private void tell(String to, List<Wait> waits, Context context) {
        List<Wait> late =
                waits.stream().filter(wait -> isDue(to, wait, context)).toList();
        Letter letter = new Letter();
        late.forEach(wait -> add(letter, "waiting", alert, wait.chat(), wait.waited(), "waits for", context));
        if (Ended.takeNote(context.state(), to)) {
            for (Chat chat : context.chats()) {
                Ended.take(context.state(chat), to)
                        .filter(ended -> settings.allClear())
                        .ifPresent(ended -> add(
                                letter,
                                "read",
                                end,
                                chat,
                                waited(ended.since(), ended.end()),
                                "was read after",
                                context));
            }
        }
        if (letter.chats() == 0) {
            return;
        }
        String action = send(to, letter, context);
        for (Wait wait : late) {
            State chat = context.state(wait.chat());
            Told.of(wait.since(), chat, to)
                    .with(escalation.due(to, wait.waited()), action)
                    .store(chat, to);
        }
    }

    private boolean isDue(String to, Wait wait, Context context) {
        Duration due = escalation.due(to, wait.waited());
        return !due.isZero()
                && due.compareTo(Told.of(wait.since(), context.state(wait.chat()), to)
                                .after())
                        > 0;
    }

    private static void add(
            Letter letter, String kind, Template text, Chat chat, Duration waited, String verb, Context context) {
        String line = text.fill(Map.of(
                "name", Customer.label(chat),
                "phone", chat.phone().orElse(chat.id()),
                "waiting", Lengths.of(waited),
                "unread", Integer.toString(chat.unread()),
                "account", context.account()));
        letter.add(
                chat, kind, line, Phone.masked(chat.phone().orElse(chat.id())) + " " + verb + " " + Lengths.of(waited));
    }

    /** Returns the action; an empty text if it is none. */
    private String send(String to, Letter letter, Context context) {
        if (to.equals(Escalation.OTHERS)) {
            context.log().info("{} chat(s): {}", letter.chats(), letter.note());
            letter.lines().forEach(line -> context.notice(line.chat(), line.kind(), line.text()));
            return "";
        }
        context.log().info("{} chat(s) told to {}", letter.chats(), Phone.masked(to));
        pause(to, settings.atMostEvery(), context);
        return context.actions().sendText(to, letter.text());
    }

    private static void pause(String to, Duration time, Context context) {
        if (!time.isZero()) {
            context.state().put(PAUSE + to, "", time);
        }
    }
}
