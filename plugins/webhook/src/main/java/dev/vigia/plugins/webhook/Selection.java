package dev.vigia.plugins.webhook;

import dev.vigia.api.AccountEvent;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events are to be sent.
 *
 * @param families of these, every type, also those of later versions
 * @param types these types
 * @param isEverything whether nothing was said, which means all
 */
record Selection(List<Class<? extends Event>> families, Set<String> types, boolean isEverything) {
    private static final Map<String, Class<? extends Event>> FAMILIES =
            Map.of("chat", ChatEvent.class, "account", AccountEvent.class, "action", ActionEvent.class);

    /** @throws IllegalArgumentException for a name that is neither a type nor a family, so that none hides events in silence */
    static Selection of(List<String> names) {
        Set<String> known = Event.types();
        List<Class<? extends Event>> families = new ArrayList<>();
        Set<String> types = new HashSet<>();
        for (String name : names) {
            Class<? extends Event> family = FAMILIES.get(name);
            if (family != null) {
                families.add(family);
            } else if (known.contains(name)) {
                types.add(name);
            } else {
                throw new IllegalArgumentException(
                        "events has \"" + name + "\", which is no type of event; there are chat, account and action for"
                                + " whole families, and " + String.join(", ", known));
            }
        }
        return new Selection(families, types, names.isEmpty());
    }

    boolean includes(Event event) {
        return isEverything
                || types.contains(event.type())
                || families.stream().anyMatch(family -> family.isInstance(event));
    }
}
