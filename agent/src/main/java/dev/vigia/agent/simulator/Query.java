package dev.vigia.agent.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters after a URL's question mark. What is missing or wrong is an IllegalArgumentException that says so. */
record Query(Map<String, String> parameters) {
    static Query parse(@Nullable String raw) {
        Map<String, String> parameters = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return new Query(parameters);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    String text(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the parameter " + name + " is missing; add " + name + "=… to the query");
        }
        return value;
    }

    String text(String name, String otherwise) {
        return parameters.getOrDefault(name, otherwise);
    }

    int number(String name, int least) {
        String value = text(name);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like a number that is too small
        }
        throw new IllegalArgumentException(name + "=" + value + " is not a whole number of " + least + " or more");
    }

    int number(String name, int least, int otherwise) {
        return has(name) ? number(name, least) : otherwise;
    }
}
