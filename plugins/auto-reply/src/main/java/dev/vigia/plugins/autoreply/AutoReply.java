package dev.vigia.plugins.autoreply;

import dev.vigia.api.ActionOptions;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Context;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import dev.vigia.api.Window;
import dev.vigia.plugins.office.Customer;
import dev.vigia.plugins.office.OfficeHours;
import dev.vigia.plugins.office.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers those who write outside office hours, once until the office opens again. */
@Plugin(id = "auto-reply", description = "Answers those who write outside office hours")
public final class AutoReply implements ChatPlugin {
    /** What the configuration may say. */
    public record Settings(
            @Doc("When the office is open: times such as \"09:00-12:00, 13:00-18:00\" under days such as mon-fri")
            @Default("{ mon-fri = \"09:00-18:00\" }")
            Map<String, String> hours,

            @Doc("Dates on which it does not open: \"2026-12-25\", or \"12-25\" for every year") @Default("[]")
            List<String> holidays,

            @Doc("Where the office is") @Default("America/Sao_Paulo")
            ZoneId zone,

            @Doc("The answer; {name}, {account} and {opens}, when the office opens next, are filled in")
            @Default("Olá! Estamos fechados agora. Voltamos {opens}.")
            String text,

            @Doc("The language of {opens}") @Default("pt-BR")
            String locale,

            @Doc("How long a chat gets no second answer; if left out, until the office opens")
            Optional<Duration> oncePer,

            @Doc("Messages older than this are not answered") @Default("30m")
            Duration freshFor) {

        public Settings {
            OfficeHours.of(hours, holidays, zone);
            template(text);
            Language.of(locale);
            oncePer.ifPresent(Window::of);
        }

        private static Template template(String text) {
            return Template.of("text", text, Set.of("name", "account", "opens"));
        }

        OfficeHours office() {
            return OfficeHours.of(hours, holidays, zone);
        }

        Template answer() {
            return template(text);
        }
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        OfficeHours office = settings.office();
        Language language = Language.of(settings.locale());
        Template answer = settings.answer();
        setup.on(NewUnread.class)
                .where(event -> Customer.is(event.chat()))
                .where((event, context) -> !office.isOpen(context.now()))
                .freshFor(settings.freshFor())
                .oncePer(
                        settings.oncePer().map(Window::of).orElse(office::nextOpening),
                        event -> event.chat().id())
                .handle((event, context) -> {
                    Instant opens = office.nextOpening(context.now());
                    String text = answer.fill(Map.of(
                            "name", Customer.name(event.chat()),
                            "account", context.account(),
                            "opens", language.time(opens, context.now(), settings.zone())));
                    context.actions().sendText(event.chat(), text, until(opens, context));
                });
    }

    /** Nobody should be told that the office is closed when it is open again. */
    private static ActionOptions until(Instant opens, Context context) {
        ActionOptions usual = ActionOptions.usual();
        Duration left = Duration.between(context.now(), opens);
        return left.compareTo(usual.timeToSend()) < 0 ? usual.within(left) : usual;
    }
}
