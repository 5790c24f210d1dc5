package dev.vigia.agent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts values in the place of {@code ${NAME}}, and reports all that have none.
 *
 * <p>The library throws at the first one. So they are looked up here beforehand, and a marker takes the place of what is missing: the
 * rest of the configuration can still be read and checked, and {@link Setting} keeps silent about markers.
 */
final class Substitutions {
    private static final String UNSET = "\0unset\0";

    private Substitutions() {}

    static boolean isUnset(String text) {
        return text.contains(UNSET);
    }

    /** The section {@code vigia}, resolved. */
    static ConfigObject resolve(Layers layers, Problems problems) {
        Config stacked = layers.stacked();
        List<Reference> references = Reference.in(stacked.root());
        TopLevel.check(layers, references, problems);

        Map<String, String> environment = new HashMap<>(layers.environment());
        environment.values().removeIf(String::isBlank);
        Config source = stacked.withFallback(ConfigValueFactory.fromMap(environment, "the environment"));
        Config markers = ConfigFactory.empty();
        for (Reference reference : references) {
            boolean blank = !environment.containsKey(reference.text())
                    && layers.environment().containsKey(reference.text());
            if (reference.isDefinedIn(source.root()) || (reference.optional() && !blank)) {
                continue;
            }
            Place place = layers.places().of(reference.usedAt()).orElse(new Place(Layers.ROOT, 0));
            problems.add(place, reference.key() + " " + cure(reference.text(), blank));
            markers = markers.withValue(
                    ConfigUtil.joinPath(reference.path()), ConfigValueFactory.fromAnyRef(UNSET, "unset"));
        }
        try {
            Config resolved = stacked.resolveWith(
                    source.withFallback(markers),
                    ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
            if (resolved.root().get(Layers.ROOT) instanceof ConfigObject vigia) {
                return vigia;
            }
            problems.add(
                    layers.places().of(List.of(Layers.ROOT)).orElse(new Place(Layers.ROOT, 0)),
                    "vigia must be a section: vigia { … }");
        } catch (ConfigException e) {
            // With a marker where a section belongs, the library cannot go on. What is missing has been reported.
            if (problems.isEmpty()) {
                problems.add(
                        Place.of(e.origin()),
                        "a ${…} stands for nothing, for itself, or for something that cannot be joined with what is beside it;"
                                + " define it, or remove it");
            }
        }
        throw new InvalidConfigException(problems.texts());
    }

    private static String cure(String name, boolean blank) {
        if (blank) {
            return "needs the environment variable " + name + ", which is set, but empty; give it a value";
        }
        if (name.matches("[A-Z_][A-Z0-9_]*")) {
            return "needs the environment variable " + name
                    + ", which is not set; set it, or write a value in its place";
        }
        return "refers to ${" + name
                + "}, which is defined neither in the configuration nor in the environment; define it";
    }
}
