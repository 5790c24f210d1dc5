package dev.vigia.plugins.office;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text of the operator's with placeholders in braces: {@code Olá {name}!} */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private static final Pattern COMMA_BEFORE = Pattern.compile("(?:, ?| )\\z");
    private static final Pattern COMMA_BEHIND = Pattern.compile(",? *");
    private static final Pattern LINE_BEGINS = Pattern.compile("(?:\\A|\\n) *\\z");
    private static final Pattern WORD_OR_COMMA_BEFORE = Pattern.compile("[\\p{L}\\p{M}\\p{N},] ?\\z");

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

    /**
     * The text with values in place of the placeholders, each taken as it is. One that is empty takes the space and the comma before it
     * along; where it begins a line or a sentence, those behind it.
     */
    public String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int copied = 0;
        Matcher found = PLACEHOLDER.matcher(text);
        while (found.find()) {
            filled.append(text, copied, found.start());
            String value = values.getOrDefault(found.group(1), "");
            copied = value.isEmpty() ? skip(filled, found.end()) : found.end();
            filled.append(value);
        }
        return filled.append(text, copied, text.length()).toString();
    }

    /** Leaves out what stands around an empty value and makes no sense without it. Returns where the text goes on. */
    private int skip(StringBuilder filled, int end) {
        Matcher behind = COMMA_BEHIND.matcher(text).region(end, text.length());
        boolean begins = LINE_BEGINS.matcher(filled).find()
                || (text.startsWith(",", end)
                        && !WORD_OR_COMMA_BEFORE.matcher(filled).find());
        if (begins && behind.lookingAt()) {
            return behind.end();
        }
        Matcher before = COMMA_BEFORE.matcher(filled);
        if (before.find()) {
            filled.setLength(before.start());
        }
        return end;
    }
}
