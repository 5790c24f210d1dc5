package dev.vigia.agent.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.vigia.settings.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code ${…}} in the configuration.
 *
 * @param text what is between the braces
 * @param optional whether it was {@code ${?…}}
 * @param usedAt the path of the key whose value it stands in
 */
record Reference(String text, boolean optional, List<String> usedAt) {
    private static final String QUOTED = "\"(?:\\\\.|[^\"\\\\])*\"";
    /** A reference, or a quoted text, in which nothing is one. */
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(\\??)((?:" + QUOTED + "|[^}\"])*)}|" + QUOTED, Pattern.DOTALL);

    /** All references in a configuration that is not resolved. */
    static List<Reference> in(ConfigObject root) {
        List<Reference> found = new ArrayList<>();
        collect(root, List.of(), found);
        return found;
    }

    List<String> path() {
        return ConfigUtil.splitPath(text);
    }

    String key() {
        return Setting.name(usedAt);
    }

    /**
     * Whether it has a value. One in an included file may be written from there or from the root, so leading parts that have nothing
     * may be left out. In doubt, yes: the library will know.
     */
    boolean isDefinedIn(ConfigObject root) {
        List<String> path = path();
        for (int from = 0; from < path.size(); from++) {
            if (isDefined(root, path.subList(from, path.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDefined(ConfigValue value, List<String> path) {
        try {
            ConfigValue found = value;
            for (String key : path) {
                ConfigValue next = found instanceof ConfigObject object ? object.get(key) : null;
                if (next == null) {
                    return isUnresolved(found);
                }
                found = next;
            }
            return true;
        } catch (ConfigException.NotResolved e) {
            return true;
        }
    }

    private static void collect(ConfigValue value, List<String> path, List<Reference> found) {
        if (isUnresolved(value)) {
            Matcher matcher = REFERENCE.matcher(value.render(ConfigRenderOptions.concise()));
            while (matcher.find()) {
                if (matcher.group(2) != null) {
                    found.add(new Reference(matcher.group(2), !matcher.group(1).isEmpty(), path));
                }
            }
        } else if (value instanceof ConfigObject object) {
            for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                collect(entry.getValue(), Setting.below(path, entry.getKey()), found);
            }
        } else if (value instanceof ConfigList list) {
            list.forEach(item -> collect(item, path, found));
        }
    }

    private static boolean isUnresolved(ConfigValue value) {
        try {
            // Both throw for what is not resolved: a section always has a type, any other value no size.
            return value instanceof ConfigObject object ? object.size() < 0 : value.valueType() == null;
        } catch (ConfigException.NotResolved e) {
            return true;
        }
    }
}
