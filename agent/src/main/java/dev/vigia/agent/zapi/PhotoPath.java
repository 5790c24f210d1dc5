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
        int end = until(url, '#', until(url, '?', url.length()));
        int host = url.indexOf("://");
        if (host < 0 || host >= end) {
            return null;
        }
        int path = url.indexOf('/', host + 3);
        return path < 0 || path + 1 >= end ? null : url.substring(path, end);
    }

    private static int until(String url, char mark, int end) {
        int at = url.indexOf(mark);
        return at < 0 ? end : Math.min(at, end);
    }
}
