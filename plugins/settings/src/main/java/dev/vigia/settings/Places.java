package dev.vigia.settings;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place where a key was written. It looks at the layers as they were before substitution and before they were laid over each
 * other: afterwards a value from {@code ${NAME}} knows only the environment as its origin, and a section only "merge of …".
 */
public final class Places {
    private final List<ConfigObject> layers;

    /** @param layers the strongest first */
    public Places(List<ConfigObject> layers) {
        this.layers = List.copyOf(layers);
    }

    /** Where the key is written; empty if it is in none of the layers. */
    public Optional<Place> of(List<String> path) {
        return layers.stream()
                .flatMap(layer -> Optional.ofNullable(find(layer, path)).stream())
                .map(value -> Place.of(value.origin()))
                .findFirst();
    }

    /** The value's place by its path, else by its origin if that is a file, else the one given. */
    Place of(List<String> path, ConfigValue value, Place otherwise) {
        return of(path).orElseGet(() -> value.origin().filename() == null ? otherwise : Place.of(value.origin()));
    }

    /** The value at the path; null if there is none, or if a part of the path is not resolved yet. */
    private static @Nullable ConfigValue find(ConfigObject layer, List<String> path) {
        ConfigValue value = layer;
        try {
            for (String key : path) {
                value = value instanceof ConfigObject object ? object.get(key) : null;
            }
            return value;
        } catch (ConfigException.NotResolved e) {
            return null;
        }
    }
}
