package dev.vigia.plugins.office;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text of the operator's with placeholders in braces: {@code Olá {name}!} */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile(" ?\\{([^{}]*)}");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /**
     * A text as the configuration has it.
     *
     * @param setting what the setting is called, for the message
     * @param known the placeholders that there are
     * @throws IllegalArgumentException if the text is empty or has another placeholder
     */
    public static Template of(String setting, String text, Set<String> known) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(setting + " is empty; nothing could be sent");
        }
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            if (!known.contains(found.group(1))) {
                throw new IllegalArgumentException(setting + " has the placeholder {" + found.group(1)
                        + "}, which is unknown; there are "
                        + new TreeSet<>(known)
                                .stream().map(name -> "{" + name + "}").collect(Collectors.joining(", ")));
            }
        }
        return new Template(text);
    }

    /** The text with values in place of the placeholders, each taken as it is. The space before one that is empty goes with it. */
    public String fill(Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.getOrDefault(found.group(1), "");
            String space = found.group().startsWith(" ") && !value.isEmpty() ? " " : "";
            return Matcher.quoteReplacement(space + value);
        });
    }
}
