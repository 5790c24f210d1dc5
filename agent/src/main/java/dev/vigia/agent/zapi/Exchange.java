package dev.vigia.agent.zapi;

import dev.vigia.agent.zapi.Answer.Coding;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Asks the gateway one thing for one account and takes the answer whole, at the account's pace and within the limits. */
final class Exchange {
    // An error text is short; of more than this only the status counts.
    private static final long LONGEST_ERROR = 64 * 1024;
    private static final long STEP = 8192;

    private final OkHttpClient client;
    private final OkHttpClient postingClient;
    private final ZApiSettings settings;
    private final Clock clock;
    private final Pace pace;
    private final Request template;

    Exchange(
            OkHttpClient client,
            OkHttpClient postingClient,
            ZApiSettings settings,
            Clock clock,
            Pace pace,
            Request template) {
        this.client = client;
        this.postingClient = postingClient;
        this.settings = settings;
        this.clock = clock;
        this.pace = pace;
        this.template = template;
    }

    /** The answer, whatever its status; one with status 200 is whole and in a coding we know. */
    Answer get(Question question, HttpUrl url) throws ZApiException {
        awaitTurn(question);
        Call call = client.newCall(template.newBuilder().url(url).build());
        try {
            return answer(call);
        } catch (UnreadableException e) {
            throw unreadable(question, e);
        } catch (IOException e) {
            throw unanswered(question, e);
        }
    }

    /** Posts something, once: whatever goes wrong, it is not tried again here. */
    Fate post(Question question, HttpUrl url, RequestBody body) {
        WrittenOnce mark = new WrittenOnce();
        try {
            awaitTurn(question);
            Call call = postingClient.newCall(template.newBuilder()
                    .url(url)
                    .post(body)
                    .tag(WrittenOnce.class, mark)
                    .build());
            return Confirmation.fate(question, answer(call));
        } catch (ZApiException notAsked) {
            return Fate.NotYet.because(notAsked);
        } catch (UnreadableException e) {
            return new Fate.InDoubt(message(unreadable(question, e)));
        } catch (IOException e) {
            ZApiException failure = unanswered(question, e);
            return mark.hasBegun() ? new Fate.InDoubt(message(failure)) : Fate.NotYet.because(failure);
        }
    }

    private Answer answer(Call call) throws IOException {
        try (Response response = call.execute()) {
            Answer answer = answer(call, response);
            if (answer.status() == 429 || answer.status() == 503) {
                answer.retryAfter().ifPresent(pace::hold);
            }
            return answer;
        }
    }

    private static ZApiException unreadable(Question question, UnreadableException e) {
        return question.failed(Kind.INVALID_ANSWER, "HTTP 200 with " + e.problem());
    }

    private ZApiException unanswered(Question question, IOException e) {
        return question.failed(Kind.UNREACHABLE, isClosed() ? "called off, because the agent stops" : words(e));
    }

    private static String message(ZApiException e) {
        return String.valueOf(e.getMessage());
    }

    /** How long the gateway still wants to be left alone; zero if it does not. */
    Duration held() {
        return pace.held();
    }

    private void awaitTurn(Question question) throws ZApiException {
        refuseWhileHeld(question);
        try {
            pace.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw question.failed(Kind.UNREACHABLE, "interrupted while it waited for its turn");
        }
        refuseWhileHeld(question);
        if (isClosed()) {
            throw question.failed(Kind.UNREACHABLE, "not asked, because the agent stops");
        }
    }

    private void refuseWhileHeld(Question question) throws ZApiException {
        Duration left = pace.held();
        if (!left.isZero()) {
            throw question.failed(
                    Kind.THROTTLED,
                    "not asked, because the gateway wants to be left alone for another " + (left.toSeconds() + 1)
                            + " s",
                    left);
        }
    }

    private Answer answer(Call call, Response response) throws IOException {
        int status = response.code();
        Coding coding = coding(response);
        if (status == 200 && coding == Coding.UNKNOWN) {
            throw new UnreadableException("a content encoding nobody asked for");
        }
        byte[] body = status == 200 ? whole(call, response) : beginning(call, response);
        return new Answer(status, coding, body, settings.maxBody(), retryAfter(response));
    }

    private byte[] whole(Call call, Response response) throws IOException {
        long max = settings.maxBody();
        Buffer body = new Buffer();
        boolean fits = response.body().contentLength() <= max && readInto(body, response, max);
        if (!fits) {
            // Closing alone would read on for a while.
            call.cancel();
            throw new UnreadableException("more than " + max + " bytes (max-body)");
        }
        return body.readByteArray();
    }

    /** The body of an error as far as it came: whatever is wrong with it, the status counts. */
    private static byte[] beginning(Call call, Response response) {
        Buffer body = new Buffer();
        try {
            if (!readInto(body, response, LONGEST_ERROR)) {
                call.cancel();
            }
        } catch (IOException cut) {
            return body.readByteArray();
        }
        return body.readByteArray();
    }

    private static boolean readInto(Buffer body, Response response, long max) throws IOException {
        BufferedSource source = response.body().source();
        while (source.read(body, STEP) != -1) {
            if (body.size() > max) {
                return false;
            }
        }
        return true;
    }

    private static Coding coding(Response response) {
        List<String> codings = response.headers("Content-Encoding");
        if (codings.isEmpty()) {
            return Coding.PLAIN;
        }
        String only = codings.size() > 1 ? "" : codings.get(0).strip().toLowerCase(Locale.ROOT);
        return switch (only) {
            case "identity" -> Coding.PLAIN;
            case "gzip", "x-gzip" -> Coding.GZIP;
            default -> Coding.UNKNOWN;
        };
    }

    private @Nullable Duration retryAfter(Response response) {
        return RetryAfter.parse(NoHiddenRetries.retryAfter(response), clock.instant());
    }

    private boolean isClosed() {
        return client.dispatcher().executorService().isShutdown();
    }

    private String words(IOException e) {
        return WireFault.words(e, settings.timeout());
    }
}
