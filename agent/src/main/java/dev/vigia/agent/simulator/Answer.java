package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonWriter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okio.Buffer;

/** The answer to one request while it is made, bent by faults, and sent; one thread owns it. */
final class Answer {
    private static final int WHOLE = Integer.MAX_VALUE;

    private final TreeMap<String, String> headers = new TreeMap<>();
    private int status;
    private byte[] body;
    private Duration delay = Duration.ZERO;
    private Duration pausePerByte = Duration.ZERO;
    private int cutAfter = WHOLE;
    private boolean chunked;
    private boolean endless;
    private boolean hangUp;

    private Answer(int status, String type, byte[] body) {
        this.status = status;
        this.body = body;
        headers.put("Content-Type", type);
    }

    static Answer json(byte[] body) {
        return new Answer(200, "application/json", body);
    }

    static Answer json(String body) {
        return json(body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(int status, String line) {
        return new Answer(status, "text/plain; charset=utf-8", (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As the gateway tells errors. */
    static Answer error(int status, String error) {
        return new Answer(status, "application/json", errorBody(error).getBytes(StandardCharsets.UTF_8));
    }

    static String errorBody(String error) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.beginObject().name("error").value(error).endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return buffer.readUtf8();
    }

    Answer header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void replace(int newStatus, String type, byte[] newBody) {
        headers.clear();
        headers.put("Content-Type", type);
        status = newStatus;
        body = newBody;
    }

    void delay(Duration more) {
        delay = delay.plus(more);
    }

    void drip(Duration pause) {
        pausePerByte = pause;
    }

    void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    void chunked() {
        chunked = true;
    }

    void endless() {
        endless = true;
    }

    void hangUp() {
        hangUp = true;
    }

    /**
     * Sends it, slowly and badly where it was asked for.
     *
     * @param closing ends every pause
     * @throws IOException also to have the server close the connection where the answer is to end early
     */
    void sendTo(HttpExchange exchange, CountDownLatch closing) throws IOException {
        pause(delay, closing);
        if (hangUp) {
            throw new IOException("hung up without an answer, as asked");
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, length());
        OutputStream out = exchange.getResponseBody();
        int end = Math.min(body.length, cutAfter);
        if (pausePerByte.isZero()) {
            out.write(body, 0, end);
        } else {
            drip(out, end, closing);
        }
        while (endless) {
            out.write(body);
        }
        if (end < body.length) {
            out.flush();
            throw new IOException("cut after " + end + " bytes, as asked");
        }
        exchange.close();
    }

    private long length() {
        if (chunked || endless) {
            return 0;
        }
        return body.length == 0 ? -1 : body.length;
    }

    private void drip(OutputStream out, int end, CountDownLatch closing) throws IOException {
        for (int i = 0; i < end; i++) {
            out.write(body[i]);
            out.flush();
            pause(pausePerByte, closing);
        }
    }

    private static void pause(Duration duration, CountDownLatch closing) throws IOException {
        if (duration.isZero()) {
            return;
        }
        try {
            if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the simulator is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the simulator is closing", e);
        }
    }
}
