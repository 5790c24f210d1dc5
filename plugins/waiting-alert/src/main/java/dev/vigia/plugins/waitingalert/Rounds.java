package dev.vigia.plugins.waitingalert;

import dev.vigia.api.Chat;
import dev.vigia.api.Context;
import dev.vigia.api.State;
import dev.vigia.plugins.office.Customer;
import dev.vigia.plugins.office.Lengths;
import dev.vigia.plugins.office.OfficeHours;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Template;
import dev.vigia.plugins.office.Waiting;
import dev.vigia.plugins.waitingalert.Told.Ended;
import dev.vigia.plugins.waitingalert.WaitingAlert.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through an account's chats every minute, and tells of those that have waited too long, or no longer wait. */
final class Rounds {
    private static final String PAUSE = "pause";
    private static final String ALL = "all";

    private final Settings settings;
    private final Escalation escalation;
    private final Optional<OfficeHours> office;
    private final Template alert;
    private final Template end;

    /**
     * A chat for which a step is due.
     *
     * @param waited for how long it has waited
     * @param told how many steps were told of it
     */
    private record Late(Chat chat, Duration waited, int told) {}

    Rounds(Settings settings) {
        this.settings = settings;
        this.escalation = settings.escalation();
        this.office = settings.office();
        this.alert = settings.alert();
        this.end = settings.end();
    }

    /** Has the next round look at all chats, also at those with nothing unread, which costs more. */
    static void demandAll(State account) {
        account.put(ALL, "");
    }

    /** Whether a chat can wait: a customer's, and a group's if those count, but not of somebody who is told. */
    boolean counts(Chat chat) {
        return Customer.is(chat, settings.groups())
                && chat.phone().filter(escalation::tells).isEmpty();
    }

    void make(Context context) {
        if (context.state().get(PAUSE).isPresent()) {
            return;
        }
        Map<String, Letter> letters = new LinkedHashMap<>();
        for (Late late : late(context)) {
            alert(late, context, letters);
        }
        if (context.state().get(ALL).isPresent()) {
            context.state().remove(ALL);
            for (Chat chat : context.chats()) {
                Told.takeEnd(context.state(chat)).ifPresent(ended -> tellEnd(ended, chat, context, letters));
            }
        }
        letters.forEach((to, letter) -> send(to, letter, context));
        if (!letters.isEmpty() && !settings.atMostEvery().isZero()) {
            context.state().put(PAUSE, "", settings.atMostEvery());
        }
    }

    /** Those for which a step is due, the one that has waited longest first. */
    private List<Late> late(Context context) {
        List<Late> late = new ArrayList<>();
        for (Chat chat : context.chats()) {
            if (chat.unread() > 0 && counts(chat)) {
                Late known = known(chat, context);
                if (escalation.due(known.waited()) > known.told()) {
                    late.add(known);
                }
            }
        }
        late.sort(Comparator.comparing(Late::waited).reversed());
        return late;
    }

    private Late known(Chat chat, Context context) {
        Duration waited = waited(Waiting.since(chat, context), context.now());
        return new Late(chat, waited, Told.steps(context.state(chat)));
    }

    private Duration waited(Instant since, Instant until) {
        return office.map(open -> open.openBetween(since, until)).orElseGet(() -> Duration.between(since, until));
    }

    private void alert(Late late, Context context, Map<String, Letter> letters) {
        int due = escalation.due(late.waited());
        tell(escalation.told(late.told(), due), late.chat(), alert, late.waited(), "waits for", context, letters);
        Told.steps(context.state(late.chat()), due);
    }

    private void tellEnd(Ended ended, Chat chat, Context context, Map<String, Letter> letters) {
        // There may be fewer steps now than when they were told.
        int steps = Math.min(ended.steps(), escalation.steps().size());
        Duration waited = waited(ended.since(), ended.end());
        tell(escalation.told(0, steps), chat, end, waited, "was read after", context, letters);
    }

    private static void tell(
            Set<String> receivers,
            Chat chat,
            Template text,
            Duration waited,
            String verb,
            Context context,
            Map<String, Letter> letters) {
        String line = text.fill(Map.of(
                "name", Customer.label(chat),
                "phone", chat.phone().orElse(chat.id()),
                "waiting", Lengths.of(waited),
                "unread", Integer.toString(chat.unread()),
                "account", context.account()));
        String note = Phone.masked(chat.phone().orElse(chat.id())) + " " + verb + " " + Lengths.of(waited);
        receivers.forEach(to -> letters.computeIfAbsent(to, any -> new Letter()).add(line, note));
    }

    private static void send(String to, Letter letter, Context context) {
        boolean logAlone = to.equals(Escalation.LOG_ALONE);
        if (!logAlone) {
            context.actions().sendText(to, letter.text());
        }
        context.log()
                .info(
                        "{} chat(s) told to {}: {}",
                        letter.chats(),
                        logAlone ? "the log alone" : Phone.masked(to),
                        letter.note());
    }
}
