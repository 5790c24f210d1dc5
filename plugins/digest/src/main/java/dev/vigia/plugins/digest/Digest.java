package dev.vigia.plugins.digest;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import dev.vigia.plugins.office.Customer;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Replays;
import dev.vigia.plugins.office.Waiting;
import dev.vigia.plugins.office.WallClock;
import dev.vigia.plugins.office.Weekdays;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Sums up, at given times, what happened to the chats of each account. */
@Plugin(id = "digest", description = "Sums up, at given times, what happened to the chats of an account")
public final class Digest implements ChatPlugin {
    /** What the configuration may say. */
    public record Settings(
            @Doc("At which times digests are made") @Default("[\"18:00\"]")
            List<LocalTime> times,

            @Doc("On which days, such as mon-fri") @Default("mon-sun")
            String days,

            @Doc("Where the reader is") @Default("America/Sao_Paulo")
            ZoneId zone,

            @Doc("The phone or group that digests are sent to")
            Optional<String> to,

            @Doc("The file that digests are appended to, readable by its owner only")
            Optional<Path> file,

            @Doc("How many of the chats that wait are named, 0 to 50") @Default("5")
            int longest,

            @Doc("In which language") @Default("pt") Wording language,

            @Doc("Whether groups count too") @Default("false")
            boolean groups) {

        public Settings {
            schedule(times, days, zone);
            to.ifPresent(phone -> Phone.checked("to", phone));
            if (to.isEmpty() && file.isEmpty()) {
                throw new IllegalArgumentException(
                        "neither to nor file is set; say where digests go, such as to = \"5511990000001\"");
            }
            if (longest < 0 || longest > 50) {
                throw new IllegalArgumentException("longest is " + longest + "; name 0 to 50 chats");
            }
        }

        /** Whether a chat counts: a customer's, and a group's if those do, but not that of the digest's reader. */
        boolean counts(Chat chat) {
            return Customer.is(chat, groups)
                    && to.flatMap(reader -> chat.phone().filter(phone -> Phone.same(phone, reader)))
                            .isEmpty();
        }

        Schedule schedule() {
            return schedule(times, days, zone);
        }

        private static Schedule schedule(List<LocalTime> times, String days, ZoneId zone) {
            return new Schedule(times, Weekdays.parse(days), new WallClock(zone));
        }
    }

    @Override
    public void setup(Setup setup) throws IOException {
        Settings settings = setup.settings(Settings.class);
        setup.oneAtATime();
        Rounds rounds = new Rounds(settings, file(settings.file()));
        count(setup, settings, NewUnread.class, event -> messages(event, settings.zone()));
        count(setup, settings, ChatRead.class, event -> Tally.READ);
        count(setup, settings, ChatAdded.class, event -> Tally.ADDED);
        count(setup, settings, MarkedSpam.class, event -> Tally.SPAM);
        setup.on(NewUnread.class)
                .named("wait-began")
                .where(event -> settings.counts(event.chat()))
                .handle(Replays.ignored((event, context) -> Waiting.began(event, context.state(event.chat()))));
        setup.on(ChatRead.class)
                .named("wait-ended")
                .handle(Replays.ignored((event, context) -> Waiting.ended(event, context.state(event.chat()))));
        setup.on(ChatRemoved.class)
                .handle(Replays.ignored((event, context) -> Waiting.forget(context.state(event.before()))));
        setup.onGap((gap, context) -> {
            Waiting.forgetRead(context);
            context.log().warn("The next digest of {} counts too little: events were lost", gap.account());
        });
        setup.every("digest", Duration.ofMinutes(1), rounds::make);
    }

    private static <E extends ChatEvent> void count(
            Setup setup, Settings settings, Class<E> type, Function<E, Tally> tally) {
        WallClock clock = new WallClock(settings.zone());
        setup.on(type)
                .where(event -> settings.counts(known(event)))
                .handle(Replays.ignored((event, context) ->
                        Tallies.add(context.state(), clock.day(event.meta().time()), tally.apply(event))));
    }

    /** The chat before the change, which may have been its mark as spam; a new one as it is. */
    private static Chat known(ChatEvent event) {
        Chat before = event.before();
        return before == null ? event.latest() : before;
    }

    private static Tally messages(NewUnread event, ZoneId zone) {
        int more = event.chat().unread() - event.before().unread();
        return Tally.messages(more, event.meta().time().atZone(zone).getHour());
    }

    private static Optional<DigestFile> file(Optional<Path> path) throws IOException {
        return path.isPresent() ? Optional.of(new DigestFile(path.get())) : Optional.empty();
    }
}
