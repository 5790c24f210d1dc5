package dev.vigia.agent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import dev.vigia.settings.Place;
import dev.vigia.settings.Places;
import dev.vigia.settings.Problems;
import dev.vigia.settings.Setting;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts values in the place of {@code ${NAME}}, and reports all that have none.
 *
 * <p>The library throws at the first one. So they are looked up here beforehand, and a marker takes the place of what is missing: the
 * rest of the configuration can still be read and checked, and {@link Setting} keeps silent about markers.
 */
final class Substitutions {
    private Substitutions() {}

    /** The section {@code vigia}, resolved. */
    static ConfigObject resolve(Layers layers, Problems problems) {
        Config stacked = layers.stacked();
        List<Reference> references = Reference.in(stacked.root());
        TopLevel.check(layers, references, problems);

        Map<String, String> environment = new HashMap<>(layers.environment());
        environment.values().removeIf(String::isBlank);
        Config whole = stacked.withFallback(ConfigValueFactory.fromMap(environment, "the environment"));
        Set<List<String>> missing = new LinkedHashSet<>();
        for (Reference reference : references) {
            String name = reference.text();
            boolean blank =
                    !environment.containsKey(name) && layers.environment().containsKey(name);
            if (!reference.isDefinedIn(whole.root()) && (blank || !reference.optional())) {
                missing.add(reference.path());
                problems.add(
                        layers.places().of(reference.usedAt()).orElse(layers.top()),
                        reference.key() + " " + cure(name, blank));
            }
        }
        return vigia(layers, withMarkers(whole, missing), missing, problems);
    }

    private static ConfigObject vigia(Layers layers, Config whole, Set<List<String>> missing, Problems problems) {
        try {
            Config resolved = whole.resolve(ConfigResolveOptions.defaults().setUseSystemEnvironment(false));
            for (List<String> path : missing) {
                resolved = without(resolved, path, layers.places());
            }
            if (resolved.root().get(Layers.ROOT) instanceof ConfigObject vigia) {
                return vigia;
            }
            problems.add(layers.top(), "vigia must be a section: vigia { … }");
        } catch (ConfigException e) {
            // With a marker where a section belongs, the library cannot go on. What is missing has been reported.
            if (problems.isEmpty()) {
                problems.add(
                        e.origin() == null ? layers.top() : Place.of(e.origin()),
                        "a ${…} stands for nothing, for itself, or for something that cannot be joined with what is beside it;"
                                + " define it, or remove it");
            }
        }
        throw new InvalidConfigException(problems.texts());
    }

    private static Config withMarkers(Config whole, Set<List<String>> missing) {
        Config markers = ConfigFactory.empty();
        for (List<String> path : missing) {
            markers = markers.withValue(ConfigUtil.joinPath(path), ConfigValueFactory.fromAnyRef(Setting.UNSET));
        }
        return whole.withFallback(markers);
    }

    /** Takes a marker away, and the sections that came with it: nobody wrote them, so nobody is to be told that they are unknown. */
    private static Config without(Config resolved, List<String> path, Places places) {
        Config rest = resolved;
        for (int length = path.size(); length > 0; length--) {
            List<String> part = path.subList(0, length);
            String name = ConfigUtil.joinPath(part);
            boolean artefact = length == path.size()
                    || (rest.hasPath(name) && rest.getValue(name) instanceof ConfigObject section && section.isEmpty());
            if (!artefact || places.of(part).isPresent()) {
                break;
            }
            rest = rest.withoutPath(name);
        }
        return rest;
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
