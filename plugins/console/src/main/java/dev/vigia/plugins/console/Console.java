package dev.vigia.plugins.console;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.Event;
import dev.vigia.api.Plugin;
import dev.vigia.api.Setup;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Prints one readable line an event, for a person at the terminal. */
@Plugin(id = "console", description = "Prints one readable line an event")
public final class Console implements ChatPlugin {
    /** What the configuration may say. */
    public record Settings(
            @Doc("When lines are coloured; auto: on a terminal, unless NO_COLOR is set or TERM=dumb") @Default("auto")
            Color color,

            @Doc("Whether phone numbers are shown whole, not only their ends") @Default("false")
            boolean fullNumbers,

            @Doc("The types of event to show, such as chat.new-unread; empty shows all") @Default("[]")
            List<String> events) {

        public Settings {
            events = List.copyOf(events);
            EventTypes.check(events);
        }
    }

    private final Consumer<String> out;
    private final ZoneId zone;

    /** Prints on the standard output, in the computer's time zone. */
    public Console() {
        this(System.out::println, ZoneId.systemDefault());
    }

    Console(Consumer<String> out, ZoneId zone) {
        this.out = out;
        this.zone = zone;
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        Screen screen = Screen.of(settings.color());
        EventLine line = new EventLine(zone, screen, settings.fullNumbers());
        Set<String> shown = Set.copyOf(settings.events());
        setup.on(Event.class)
                .where(event -> shown.isEmpty() || shown.contains(event.type()))
                .handle((event, context) -> out.accept(line.of(event, context.now())));
    }
}
