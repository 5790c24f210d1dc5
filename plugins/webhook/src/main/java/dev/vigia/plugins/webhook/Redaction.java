package dev.vigia.plugins.webhook;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Takes out of a text what it repeats of an address: path and query, whole, in parts, or cut short, for they may be secrets. */
final class Redaction {
    private static final int LONGEST_HARMLESS = 3;

    private final List<String> secrets;

    private Redaction(Set<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    static Redaction of(HttpUrl url) {
        Set<String> secrets = new LinkedHashSet<>();
        add(secrets, url.encodedPath());
        add(secrets, "/" + String.join("/", url.pathSegments()));
        url.encodedPathSegments().forEach(segment -> add(secrets, segment));
        url.pathSegments().forEach(segment -> add(secrets, segment));
        String query = url.encodedQuery();
        if (query != null) {
            add(secrets, query);
            add(secrets, url.query());
            Stream.of(query.split("[&=]", -1)).forEach(part -> add(secrets, part));
            for (int i = 0; i < url.querySize(); i++) {
                add(secrets, url.queryParameterName(i));
                add(secrets, url.queryParameterValue(i));
            }
        }
        return new Redaction(secrets);
    }

    private static void add(Set<String> secrets, @Nullable String part) {
        if (part != null && part.length() > LONGEST_HARMLESS) {
            secrets.add(part);
        }
    }

    String of(String text) {
        StringBuilder harmless = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int secret = lengthOfSecret(text, at);
            if (secret > LONGEST_HARMLESS) {
                harmless.append('…');
                at += secret;
            } else {
                harmless.append(text.charAt(at));
                at++;
            }
        }
        return harmless.toString();
    }

    /** How much of the beginning of some secret is found at a place. */
    private int lengthOfSecret(String text, int at) {
        int longest = 0;
        for (String secret : secrets) {
            int length = 0;
            while (length < secret.length() && text.regionMatches(true, at + length, secret, length, 1)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }
}
