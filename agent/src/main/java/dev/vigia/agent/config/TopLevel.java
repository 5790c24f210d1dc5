package dev.vigia.agent.config;

import dev.vigia.settings.Nearest;
import dev.vigia.settings.Place;
import dev.vigia.settings.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks what stands beside {@code vigia { … }}: only what a {@code ${…}} uses may. */
final class TopLevel {
    private TopLevel() {}

    static void check(Layers layers, List<Reference> references, Problems problems) {
        Set<String> keys = new TreeSet<>(layers.file().root().keySet());
        boolean hasRoot = keys.remove(Layers.ROOT);
        references.stream().flatMap(reference -> reference.path().stream()).forEach(keys::remove);
        for (String key : keys) {
            Place place = layers.places().of(List.of(key)).orElseGet(layers::whole);
            String hint = Nearest.to(key, Set.of(Layers.ROOT)).isPresent()
                    ? "did you mean 'vigia'?"
                    : "all settings belong inside vigia { … }, and no ${…} refers to this one";
            problems.add(place, "unknown key '" + key + "' beside vigia; " + hint);
        }
        if (!hasRoot && !layers.properties().root().containsKey(Layers.ROOT)) {
            String file = layers.file().origin().filename();
            problems.add(
                    new Place(file == null ? layers.file().origin().description() : file, 0),
                    "there is no section vigia { … } in it; everything that the agent reads is in there");
            throw new InvalidConfigException(problems.texts());
        }
    }
}
