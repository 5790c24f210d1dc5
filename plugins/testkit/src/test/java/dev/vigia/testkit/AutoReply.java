package dev.vigia.testkit;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.NewUnread;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import dev.vigia.api.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** The plugin of the documentation: answers outside office hours, once per chat and day, only people, and only to what is fresh. */
@Plugin(id = "auto-reply", description = "Answers outside office hours")
final class AutoReply implements ChatPlugin {
    record Settings(
            @Default("09:00") LocalTime opens,
            @Default("18:00") LocalTime closes,
            @Default("America/Sao_Paulo") ZoneId zone,

            @Default("Estamos fechados; respondemos amanhã.")
            String text) {
        boolean isOpen(Instant now) {
            LocalTime time = now.atZone(zone).toLocalTime();
            return !time.isBefore(opens) && time.isBefore(closes);
        }
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        setup.on(NewUnread.class)
                .where(event -> !event.chat().isGroup())
                .where((event, context) -> !settings.isOpen(context.now()))
                .freshFor(Duration.ofMinutes(30))
                .oncePer(Window.day(settings.zone()), event -> event.chat().id())
                .handle((event, context) -> context.actions().sendText(event.chat(), settings.text()));
    }
}
