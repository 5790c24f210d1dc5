package dev.vigia.plugins.webhook;

import java.io.Closeable;
import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * The address that gets the events. Redirects are not followed, for they do not lead to where it was checked; for the same reason a proxy
 * is used only if the settings name one, and then the proxy decides what can be reached.
 */
final class Receiver implements Closeable {
    private final HttpUrl url;
    private final Redaction redaction;
    private final SigningKeys keys;
    private final long maxAnswer;
    private final String userAgent;
    private final Clock clock;
    private final OkHttpClient client;

    Receiver(Webhook.Settings settings, String userAgent, Clock clock) {
        this.url = HttpUrl.get(settings.url().toString());
        this.redaction = Redaction.of(url);
        this.keys = SigningKeys.of(settings.secrets());
        this.maxAnswer = settings.maxAnswer();
        this.userAgent = userAgent;
        this.clock = clock;
        Optional<Proxy> proxy = ProxyAddress.of(settings.proxy());
        this.client = new OkHttpClient.Builder()
                .callTimeout(settings.timeout())
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .followRedirects(false)
                .followSslRedirects(false)
                .proxy(proxy.orElse(Proxy.NO_PROXY))
                .socketFactory(new GuardedSockets(
                        proxy.isPresent() ? Reach.ANY : Reach.of(settings.url(), settings.allowPrivateAddresses())))
                .addNetworkInterceptor(new NoHiddenRetries())
                .build();
    }

    String host() {
        return url.host();
    }

    Answer post(Message message) {
        Instant now = clock.instant();
        try (Response response = client.newCall(request(message, now)).execute()) {
            return new Answer(
                    response.code(),
                    RetryAfter.parse(NoHiddenRetries.retryAfter(response), now),
                    response.isSuccessful() ? "" : beginningOf(response));
        } catch (IOException e) {
            return Answer.none(e.getMessage() == null ? e.getClass().getSimpleName() : redaction.of(e.getMessage()));
        }
    }

    private Request request(Message message, Instant now) {
        long timestamp = now.getEpochSecond();
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        Headers.Builder headers = new Headers.Builder();
        message.headers().forEach(headers::set);
        headers.set("User-Agent", userAgent)
                .set("Accept-Encoding", "identity")
                .set("webhook-id", message.id())
                .set("webhook-timestamp", Long.toString(timestamp))
                .set("webhook-signature", keys.signatures(message.id(), timestamp, body));
        return new Request.Builder()
                .url(url)
                .headers(headers.build())
                .post(RequestBody.create(body, MediaType.get(message.contentType())))
                .build();
    }

    private String beginningOf(Response response) {
        try (BufferedSource source = response.body().source()) {
            source.request(maxAnswer);
            return redaction.of(source.getBuffer()
                    .readString(Math.min(maxAnswer, source.getBuffer().size()), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
