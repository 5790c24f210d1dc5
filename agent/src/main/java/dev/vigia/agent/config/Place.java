package dev.vigia.agent.config;

import com.typesafe.config.ConfigOrigin;

/**
 * Where something is written.
 *
 * @param source a file as the operator named it, or a variable or property
 * @param line 0 if there are no lines
 */
record Place(String source, int line) {
    static Place of(ConfigOrigin origin) {
        String file = origin.filename();
        // Without a file, the description holds the line, if there is one.
        return file == null ? new Place(origin.description(), 0) : new Place(file, Math.max(0, origin.lineNumber()));
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
