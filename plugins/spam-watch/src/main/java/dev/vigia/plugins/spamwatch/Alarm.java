package dev.vigia.plugins.spamwatch;

import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Context;
import dev.vigia.api.MarkedSpam;
import dev.vigia.plugins.office.Arrival;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.spamwatch.SpamWatch.Settings;
import java.time.Instant;

/** What is known of one account's spam, and when to tell of it. Kept in the agent's store, so it survives restarts. */
final class Alarm {
    private static final String ADDED = "added";
    private static final String MARKED = "marked";
    private static final String WARNED_AT = "warned-at";
    private static final String IS_ON = "is-on";

    private final Settings settings;
    private final Context context;
    private RecentCounts added;
    private RecentCounts marked;

    private Alarm(Settings settings, Context context) {
        this.settings = settings;
        this.context = context;
        this.added = read(ADDED);
        this.marked = read(MARKED);
    }

    static Alarm of(Settings settings, Context context) {
        return new Alarm(settings, context);
    }

    void spamMarked(MarkedSpam event) {
        marked = marked.plusOne(event.meta().time());
        write(MARKED, marked);
        warnIfTooMany("the last, marked as spam, is " + numberOf(event));
    }

    void chatAdded(ChatAdded event) {
        added = added.plusOne(Arrival.of(event));
        write(ADDED, added);
        warnIfTooMany("the last, a new one, is " + numberOf(event));
    }

    /** Gives the all-clear when that is due. */
    void lookAgain() {
        if (context.state().get(IS_ON).isPresent() && !isTooMany()) {
            context.state().remove(IS_ON);
            context.log().info("Spam: all clear on {}, {}", context.account(), counts(Wording.EN));
            tell("all-clear", settings.language().allClear(context.account(), counts(settings.language())));
        }
    }

    private void warnIfTooMany(String last) {
        if (!isTooMany() || wasWarned()) {
            return;
        }
        context.state().put(IS_ON, "true");
        context.state().put(WARNED_AT, context.now().toString());
        context.log().warn("Spam: {} had {}; {}", context.account(), counts(Wording.EN), last);
        tell("spam", settings.language().warning(context.account(), counts(settings.language())));
    }

    private boolean isTooMany() {
        return added.total() > settings.newChats() || marked.total() > settings.spamMarks();
    }

    private boolean wasWarned() {
        return context.state()
                .get(WARNED_AT)
                .map(Instant::parse)
                .filter(at -> context.now().isBefore(at.plus(settings.window())))
                .isPresent();
    }

    private void tell(String kind, String text) {
        context.notice(kind, text);
        settings.supervisor().ifPresent(phone -> context.actions().sendText(phone, text));
    }

    private String counts(Wording wording) {
        return wording.counts(marked.total(), added.total()) + " " + wording.during(settings.window());
    }

    private static String numberOf(ChatEvent event) {
        return Phone.masked(event.latest()
                .phone()
                .or(() -> event.latest().lid())
                .orElse(event.latest().id()));
    }

    private RecentCounts read(String key) {
        return RecentCounts.read(context.state().get(key).orElse(""), settings.window(), context.now());
    }

    private void write(String key, RecentCounts counts) {
        context.state().put(key, counts.text());
    }
}
