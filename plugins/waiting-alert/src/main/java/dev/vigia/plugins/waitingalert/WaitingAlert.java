package dev.vigia.plugins.waitingalert;

import dev.vigia.api.ActionFailed;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import dev.vigia.api.State;
import dev.vigia.plugins.office.OfficeHours;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Replays;
import dev.vigia.plugins.office.Template;
import dev.vigia.plugins.office.Waiting;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells a supervisor of chats that are left unread too long, the next one if that did not help, and all of them when it did. */
@Plugin(id = "waiting-alert", description = "Tells a supervisor of chats that are left unread too long")
public final class WaitingAlert implements ChatPlugin {
    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** One step of the escalation. */
    public record Step(
            @Doc("How long a chat must have been waiting") Duration after,

            @Doc("The phone or group that is told; if left out, only the log and a notice tell")
            Optional<String> to) {
        public Step {
            if (after.compareTo(PERIOD) < 0) {
                throw new IllegalArgumentException("after is " + after.toSeconds() + "s; wait at least a minute");
            }
            to.ifPresent(phone -> Phone.checked("to", phone));
        }
    }

    /** What the configuration may say. */
    public record Settings(
            @Doc("Who is told when, the first one first") List<Step> steps,

            @Doc("If set, only these hours count as waiting: times such as \"09:00-18:00\" under days such as mon-fri")
            @Default("{}")
            Map<String, String> hours,

            @Doc("Dates that do not count: \"2026-12-25\", or \"12-25\" for every year") @Default("[]")
            List<String> holidays,

            @Doc("Where the office is") @Default("America/Sao_Paulo")
            ZoneId zone,

            @Doc("What is told of a chat that waits; {name}, {phone}, {waiting}, {unread} and {account} are filled in")
            @Default("⏰ {name} espera há {waiting} ({unread} não lidas, conta {account})")
            String text,

            @Doc("Whether those who were told of a chat are also told that it was read") @Default("true")
            boolean allClear,

            @Doc("What they are told then; {name}, {phone}, {waiting} and {account} are filled in")
            @Default("✅ {name}: lida após {waiting} (conta {account})")
            String allClearText,

            @Doc(
                    "After a message the next one to the same receiver comes this much later; what comes up meanwhile is told together")
            @Default("10m")
            Duration atMostEvery,

            @Doc("Whether groups wait too") @Default("false")
            boolean groups) {

        public Settings {
            new Escalation(steps);
            office(hours, holidays, zone);
            alert(text);
            end(allClearText);
            if (atMostEvery.isNegative()) {
                throw new IllegalArgumentException("at-most-every is negative; write 0s to tell everything at once");
            }
        }

        Escalation escalation() {
            return new Escalation(steps);
        }

        Optional<OfficeHours> office() {
            return office(hours, holidays, zone);
        }

        Template alert() {
            return alert(text);
        }

        Template end() {
            return end(allClearText);
        }

        private static Optional<OfficeHours> office(Map<String, String> hours, List<String> holidays, ZoneId zone) {
            if (hours.isEmpty() && !holidays.isEmpty()) {
                throw new IllegalArgumentException(
                        "holidays is set, but hours is not; set both, or neither if every hour counts");
            }
            return hours.isEmpty() ? Optional.empty() : Optional.of(OfficeHours.of(hours, holidays, zone));
        }

        private static Template alert(String text) {
            return Template.of("text", text, Set.of("name", "phone", "waiting", "unread", "account"));
        }

        private static Template end(String text) {
            return Template.of("all-clear-text", text, Set.of("name", "phone", "waiting", "account"));
        }
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        setup.oneAtATime();
        Rounds rounds = new Rounds(settings);
        String instance = setup.instance();
        setup.on(NewUnread.class)
                .where(event -> rounds.counts(event.chat()))
                .handle(Replays.ignored((event, context) -> Waiting.began(event, context.state(event.chat()))));
        setup.on(ChatRead.class).handle(Replays.ignored((event, context) -> {
            rounds.ended(event, context);
            Waiting.ended(event, context.state(event.chat()));
        }));
        setup.on(ChatRemoved.class).handle(Replays.ignored((event, context) -> {
            forgetWhatWasTold(context.state(event.before()));
            Waiting.forget(context.state(event.before()));
        }));
        setup.on(ActionFailed.class)
                .where(event -> event.action().instance().equals(instance))
                .handle((event, context) -> rounds.failed(event.action().id(), context));
        setup.onGap((gap, context) -> Waiting.forgetRead(context).forEach(WaitingAlert::forgetWhatWasTold));
        setup.every("alerts", PERIOD, rounds::make);
    }

    private static void forgetWhatWasTold(State chat) {
        Told.forgetAll(chat);
        Ended.forgetAll(chat);
    }
}
