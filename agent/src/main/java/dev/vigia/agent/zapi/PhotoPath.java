package dev.vigia.agent.zapi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads which picture a chat has: of its URL only the path, since the host changes and the query is signed anew all the time. */
final class PhotoPath {
    private PhotoPath() {}

    static @Nullable String read(JsonValues json) throws IOException {
        String url = json.text();
        return url == null ? null : of(url);
    }

    private static @Nullable String of(String url) {
        int end = url.length();
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            if (c == '?' || c == '#') {
                end = i;
            }
        }
        int host = url.indexOf("://");
        if (host < 0 || host >= end) {
            return null;
        }
        int path = url.indexOf('/', host + 3);
        return path < 0 || path + 1 >= end ? null : url.substring(path, end);
    }
}
