package dev.vigia.settings;

import com.typesafe.config.ConfigOrigin;

/**
 * Where something is written.
 *
 * @param source a file as the operator named it, or a variable or property
 * @param line 0 if there are no lines
 */
public record Place(String source, int line) {
    /** Where the library says that it is. */
    public static Place of(ConfigOrigin origin) {
        int line = Math.max(0, origin.lineNumber());
        String file = origin.filename();
        if (file != null) {
            return new Place(file, line);
        }
        // Without a file, the description holds the line, if there is one.
        return new Place(origin.description().replaceFirst(": " + line + "$", ""), line);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
