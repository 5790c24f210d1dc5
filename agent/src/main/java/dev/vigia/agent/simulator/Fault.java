package dev.vigia.agent.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Something that goes wrong with an answer, and with which answers: {@code Fault.status(503).on(Call.CHATS).after(2).times(1)}
 * spoils the third page that is asked for. Without these words it is every answer until faults are cleared. A POST has its
 * effect whatever its answer, unless the fault is {@link #withoutEffect}.
 */
public final class Fault {
    private static final int FOR_EVER = Integer.MAX_VALUE;
    private static final String JSON = "application/json";

    private final String description;
    private final Consumer<Answer> change;
    private final Set<Call> calls;
    private final int after;
    private final int times;
    private final boolean effect;

    private Fault(String description, Consumer<Answer> change, Set<Call> calls, int after, int times, boolean effect) {
        this.description = description;
        this.change = change;
        this.calls = calls;
        this.after = after;
        this.times = times;
        this.effect = effect;
    }

    private static Fault of(String description, Consumer<Answer> change) {
        return new Fault(description, change, EnumSet.allOf(Call.class), 0, FOR_EVER, true);
    }

    private static Fault instead(String description, int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return of(description, answer -> answer.replace(status, type, bytes));
    }

    /** Another status with a body that says nothing more. */
    public static Fault status(int status) {
        return status(status, "{\"error\":\"asked for by a fault\"}");
    }

    public static Fault status(int status, String json) {
        return instead("status " + status, status, JSON, json);
    }

    /** 429; the header in seconds, as a date, or in a form that nobody can read. */
    public static Fault throttled(String retryAfter) {
        return status(429, "{\"error\":\"too many requests\"}").header("Retry-After", retryAfter);
    }

    /** The gateway's answer when an instance is not paid for. */
    public static Fault subscriptionLapsed() {
        return status(
                400, Answer.errorBody("To continue sending a message, you must subscribe to this instance again"));
    }

    /** The gateway's answer to a caller from an address that the account does not allow. */
    public static Fault addressNotAllowed() {
        return status(403, Answer.errorBody("[127.0.0.1] not allowed"));
    }

    /** Something else under status 200. */
    public static Fault body(String json) {
        return instead("another body", 200, JSON, json);
    }

    public static Fault emptyList() {
        return instead("an empty list", 200, JSON, "[]");
    }

    public static Fault emptyBody() {
        return instead("an empty body", 200, JSON, "");
    }

    /** The gateway's error object under status 200. */
    public static Fault errorObject() {
        return instead("an error object", 200, JSON, Gateway.NOT_FOUND);
    }

    /** A page such as proxies answer, under any status. */
    public static Fault html(int status) {
        return instead(
                "a page of HTML", status, "text/html", "<!DOCTYPE html><html><body><h1>Proxy</h1></body></html>");
    }

    public static Fault redirect(int status, String location) {
        return status(status, "").header("Location", location);
    }

    /** Bytes that mean nothing; the same ones for the same length. */
    public static Fault garbage(int bytes) {
        byte[] body = new byte[bytes];
        new Random(bytes).nextBytes(body);
        return of(bytes + " bytes of garbage", answer -> answer.replace(200, JSON, body));
    }

    /** A small compressed answer that is an empty list after this many MiB of blanks. */
    public static Fault gzipBomb(int mebibytes) {
        byte[] bomb = bomb(mebibytes);
        Fault fault = of("a gzip bomb of " + mebibytes + " MiB", answer -> answer.replace(200, JSON, bomb));
        return fault.header("Content-Encoding", "gzip");
    }

    /** A list of blanks that never ends. */
    public static Fault endless() {
        return of("an answer without an end", answer -> {
            byte[] blanks = new byte[8192];
            Arrays.fill(blanks, (byte) ' ');
            blanks[0] = '[';
            answer.replace(200, JSON, blanks);
            answer.endless();
        });
    }

    /** Nothing at all for a while, then the answer. */
    public static Fault delay(Duration delay) {
        return of("an answer after " + delay.toMillis() + " ms", answer -> answer.delay(delay));
    }

    /** The answer byte by byte. */
    public static Fault drip(Duration perByte) {
        return of("a byte every " + perByte.toMillis() + " ms", answer -> answer.drip(perByte));
    }

    /** The connection ends after so many bytes of the body, though more were promised. */
    public static Fault cutAfter(int bytes) {
        return of("an answer cut after " + bytes + " bytes", answer -> answer.cutAfter(bytes));
    }

    /** The answer in chunks, its length untold. */
    public static Fault chunked() {
        return of("an answer in chunks", Answer::chunked);
    }

    /** The connection ends without an answer. */
    public static Fault hangUp() {
        return of("a closed connection", Answer::hangUp);
    }

    /** This fault, and the answer bears this header too. */
    public Fault header(String name, String value) {
        return with(description + " with " + name, change.andThen(answer -> answer.header(name, value)));
    }

    /** Both, this one first; where, when and how often is told by this one. */
    public Fault and(Fault other) {
        return with(description + " and " + other.description, change.andThen(other.change));
    }

    private Fault with(String newDescription, Consumer<Answer> newChange) {
        return new Fault(newDescription, newChange, calls, after, times, effect);
    }

    public Fault on(Call first, Call... others) {
        return new Fault(description, change, EnumSet.of(first, others), after, times, effect);
    }

    /** Lets so many answers pass first. */
    public Fault after(int answers) {
        return new Fault(description, change, calls, answers, times, effect);
    }

    public Fault times(int answers) {
        return new Fault(description, change, calls, after, answers, effect);
    }

    /** A POST changes nothing and is not recorded. */
    public Fault withoutEffect() {
        return new Fault(description, change, calls, after, times, false);
    }

    boolean concerns(Call call) {
        return calls.contains(call);
    }

    /** @param seen how many answers it has concerned before */
    boolean isDue(int seen) {
        return seen >= after && (seen - after) < times;
    }

    boolean isOver(int seen) {
        return seen >= after && (seen - after) >= times;
    }

    boolean hasEffect() {
        return effect;
    }

    void spoil(Answer answer) {
        change.accept(answer);
    }

    private static byte[] bomb(int mebibytes) {
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write('[');
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(blanks);
            }
            gzip.write(']');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    /** Such as "status 503 on [CHATS], 3 times". */
    @Override
    public String toString() {
        String where = calls.size() == Call.values().length ? "every request" : calls.toString();
        String when = after == 0 ? "" : ", after " + after;
        return description + " on " + where + when + (times == FOR_EVER ? " until cleared" : ", " + times + " times");
    }
}
