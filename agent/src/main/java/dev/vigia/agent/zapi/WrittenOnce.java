package dev.vigia.agent.zapi;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Lets a POST be written once and no more, and knows whether it was: from the moment there is a connection for it, the gateway may have
 * read it. What fails before that moment has surely not reached anybody.
 */
final class WrittenOnce {
    private final AtomicBoolean begun = new AtomicBoolean();

    boolean hasBegun() {
        return begun.get();
    }

    /** Where each request passes that is about to be written to a connection; those without a mark may be repeated. */
    static final class Gate implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            WrittenOnce mark = request.tag(WrittenOnce.class);
            if (mark != null && mark.begun.getAndSet(true)) {
                throw new IOException("a second attempt at a call that must not be repeated");
            }
            return chain.proceed(request);
        }
    }
}
