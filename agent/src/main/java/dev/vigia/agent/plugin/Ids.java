package dev.vigia.agent.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who has which id. Of several plugins with one id it is the one from the file that provided it before, else one that was there before, else
 * the first.
 *
 * @param clashes those that do not have theirs
 */
record Ids(Map<String, PluginType> types, List<Clash> clashes) {
    /** @param first who has the id */
    record Clash(PluginType type, PluginType first) {
        boolean isOf(Loaded loaded) {
            return loaded.types().contains(type);
        }

        String problem() {
            return type.file().equals(first.file())
                    ? type.file() + ": class " + type.className() + " is not used, because class " + first.className()
                            + " in the same jar has the same id \"" + type.id() + "\". Give one of them another id"
                    : type.file() + ": plugin \"" + type.id() + "\" " + type.version() + " is not used, because "
                            + first.file() + " has a plugin of the same id (version " + first.version()
                            + "). Remove one of the two";
        }
    }

    /**
     * Gives each id to one.
     *
     * @param known what was loaded before
     * @param before who had which id before
     */
    static Ids among(List<Loaded> now, List<Loaded> known, Map<String, PluginType> before) {
        List<PluginType> old =
                known.stream().flatMap(loaded -> loaded.types().stream()).toList();
        List<PluginType> inOrder = now.stream()
                .flatMap(loaded -> loaded.types().stream())
                .sorted(Comparator.<PluginType, Boolean>comparing(type -> !isFromTheFileOf(before.get(type.id()), type))
                        .thenComparing(type -> !old.contains(type)))
                .toList();
        Map<String, PluginType> types = new TreeMap<>();
        List<Clash> clashes = new ArrayList<>();
        for (PluginType type : inOrder) {
            PluginType first = types.putIfAbsent(type.id(), type);
            if (first != null) {
                clashes.add(new Clash(type, first));
            }
        }
        return new Ids(types, clashes);
    }

    boolean hasAnyOf(Loaded loaded) {
        return loaded.types().stream().anyMatch(types::containsValue);
    }

    private static boolean isFromTheFileOf(@Nullable PluginType before, PluginType type) {
        return before != null && type.loader().label().equals(before.loader().label());
    }
}
