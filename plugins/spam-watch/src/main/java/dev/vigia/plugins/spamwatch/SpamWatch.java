package dev.vigia.plugins.spamwatch;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatKind;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import dev.vigia.plugins.office.Arrival;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Replays;
import java.time.Duration;
import java.util.Optional;

/** Warns the operator when chats are marked as spam, or when more new chats appear than should. */
@Plugin(id = "spam-watch", description = "Warns of spam marks and of a flood of new chats")
public final class SpamWatch implements ChatPlugin {
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
    private static final Duration MOST_FREQUENT_LOOK = Duration.ofMinutes(1);

    /** What the configuration may say. */
    public record Settings(
            @Doc("How many chats with persons may appear within a window; more are too many") @Default("20")
            int newChats,

            @Doc("How many chats may be marked as spam within a window; more are too many") @Default("0")
            int spamMarks,

            @Doc("How long each counts, and how long nothing is said after a warning; 1m to 7d") @Default("1h")
            Duration window,

            @Doc("Who gets a WhatsApp message from the account: digits with the country code, or a group's id")
            Optional<String> supervisor,

            @Doc("In which language") @Default("pt") Wording language) {

        public Settings {
            if (newChats < 0 || spamMarks < 0) {
                throw new IllegalArgumentException(
                        "new-chats is " + newChats + " and spam-marks " + spamMarks + "; neither can be below 0");
            }
            if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
                throw new IllegalArgumentException("window is " + window + "; give it 1m to 7d");
            }
            supervisor.ifPresent(phone -> Phone.checked("supervisor", phone));
        }
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        setup.oneAtATime();
        setup.on(MarkedSpam.class)
                .freshFor(settings.window())
                .handle(Replays.ignored(
                        (event, context) -> Alarm.of(settings, context).spamMarked(event)));
        setup.on(ChatAdded.class)
                .where(event -> event.chat().kind() == ChatKind.PERSON && !isSupervisor(settings, event.chat()))
                .where((event, context) ->
                        Arrival.of(event).isAfter(context.now().minus(settings.window())))
                .freshFor(settings.window())
                .handle(Replays.ignored(
                        (event, context) -> Alarm.of(settings, context).chatAdded(event)));
        setup.every(
                "all-clear",
                period(settings.window()),
                context -> Alarm.of(settings, context).lookAgain());
    }

    /** The supervisor's own chat may be new when the first warning goes there. */
    private static boolean isSupervisor(Settings settings, Chat chat) {
        return settings.supervisor()
                .flatMap(supervisor -> chat.phone().filter(phone -> Phone.same(phone, supervisor)))
                .isPresent();
    }

    private static Duration period(Duration window) {
        Duration step = window.dividedBy(RecentCounts.STEPS);
        return step.compareTo(MOST_FREQUENT_LOOK) < 0 ? MOST_FREQUENT_LOOK : step;
    }
}
