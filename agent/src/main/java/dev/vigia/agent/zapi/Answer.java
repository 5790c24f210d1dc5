package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okio.Buffer;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** What the gateway answered, as it came. */
final class Answer {
    /** How the body is written. */
    enum Coding {
        PLAIN,
        GZIP,
        /** One we did not ask for. */
        UNKNOWN
    }

    /** Takes something out of a JSON document. */
    interface Reading<T> {
        T from(JsonValues json) throws IOException;
    }

    private final int status;
    private final Coding coding;
    private final byte[] body;
    private final long maxBody;
    private final @Nullable Duration retryAfter;

    Answer(int status, Coding coding, byte[] body, long maxBody, @Nullable Duration retryAfter) {
        this.status = status;
        this.coding = coding;
        this.body = body;
        this.maxBody = maxBody;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    byte[] body() {
        return body;
    }

    Coding coding() {
        return coding;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    JsonValues open() {
        return new JsonValues(inflated());
    }

    private BufferedSource inflated() {
        Source raw = new Buffer().write(body);
        return Okio.buffer(new CappedSource(coding == Coding.GZIP ? new GzipSource(raw) : raw, maxBody));
    }

    /** Reads the whole body as one JSON document, or fails. */
    <T> T read(Question question, Reading<T> reading) throws ZApiException {
        try (JsonValues json = open()) {
            T result = reading.from(json);
            json.endDocument();
            return result;
        } catch (ZApiException e) {
            throw e;
        } catch (UnreadableException e) {
            throw unreadable(question, e.problem());
        } catch (EOFException e) {
            throw unreadable(question, body.length == 0 ? "an empty body" : "JSON that breaks off");
        } catch (JsonEncodingException e) {
            throw unreadable(question, isHtml() ? "an HTML page" : "something that is not JSON");
        } catch (JsonDataException e) {
            throw unreadable(question, "JSON of an unexpected shape");
        } catch (IOException e) {
            throw unreadable(question, "a compressed body that is broken");
        }
    }

    private ZApiException unreadable(Question question, String what) {
        return question.failed(Kind.INVALID_ANSWER, "HTTP " + status + " with " + what);
    }

    boolean isHtml() {
        try (BufferedSource source = inflated()) {
            while (source.request(1)) {
                byte first = source.readByte();
                if (first > ' ') {
                    return first == '<';
                }
            }
            return false;
        } catch (IOException broken) {
            return false;
        }
    }
}
