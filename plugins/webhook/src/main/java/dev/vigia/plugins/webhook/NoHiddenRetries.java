package dev.vigia.plugins.webhook;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OkHttp from sending again after a 408 or a 503 on its own, and from failing on a Retry-After that does not fit in an int. It
 * decides by that header, so the header moves away.
 */
final class NoHiddenRetries implements Interceptor {
    private static final String HEADER = "Retry-After";
    private static final String MOVED = "Vigia-Retry-After";

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (!isRetried(response)) {
            return response;
        }
        String value = response.header(HEADER);
        Response.Builder patient = response.newBuilder().removeHeader(MOVED).header(HEADER, "1");
        return (value == null ? patient : patient.header(MOVED, value)).build();
    }

    /** What the receiver really sent. */
    static @Nullable String retryAfter(Response response) {
        return response.header(isRetried(response) ? MOVED : HEADER);
    }

    private static boolean isRetried(Response response) {
        return response.code() == 408 || response.code() == 503;
    }
}
