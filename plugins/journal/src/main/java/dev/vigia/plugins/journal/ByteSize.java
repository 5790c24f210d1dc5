package dev.vigia.plugins.journal;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as people write them. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(B|KiB|MiB|GiB)?|(\\d{1,18})");
    private static final Map<String, Long> UNITS = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private ByteSize() {}

    /** The bytes of {@code 64MiB}, {@code 512 KiB}, or of a number alone. */
    static long parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no size; write a number of bytes, or one with B, KiB, MiB or GiB: 64MiB");
        }
        if (form.group(3) != null) {
            return Long.parseLong(form.group(3));
        }
        return Long.parseLong(form.group(1)) * UNITS.getOrDefault(form.group(2) == null ? "B" : form.group(2), 1L);
    }
}
