package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;

/** A process of the built agent. */
final class RunningAgent implements AutoCloseable {
    /** Long enough for a machine that does other things as well; whatever waits ends as soon as it can. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final Pattern HEALTH = Pattern.compile("Answers (http://\\S+)");

    private final Process process;
    private final Path out;
    private final Path err;

    RunningAgent(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    String out() {
        return Workplace.text(out);
    }

    String err() {
        return Workplace.text(err);
    }

    RunningAgent awaitOut(String part) {
        return awaitThat(() -> assertThat(out()).contains(part));
    }

    RunningAgent awaitErr(String part) {
        return awaitThat(() -> assertThat(err()).contains(part));
    }

    /** Waits until an assertion holds; gives up at once if the process ends. */
    RunningAgent awaitThat(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            boolean alive = process.isAlive();
            try {
                assertion.run();
            } catch (AssertionError e) {
                if (!alive) {
                    throw new IllegalStateException("it ended with " + process.exitValue() + ":\n" + err(), e);
                }
                throw e;
            }
        });
        return this;
    }

    /** Waits for a while that is part of the test, during which the process must not end. */
    void runsFor(Duration time) {
        assertThat(exits(time)).as(this::err).isFalse();
    }

    /** What it answers at {@code /health}. */
    String health() {
        awaitErr("/health");
        Matcher address = HEALTH.matcher(err());
        assertThat(address.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address.group(1))).build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** SIGSTOP: the process is there but does nothing. */
    void freeze() {
        send("STOP");
    }

    /** SIGCONT. */
    void thaw() {
        send("CONT");
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        assertThat(exits(AT_ONCE)).isTrue();
    }

    /** SIGTERM, as of a service manager; it must end within seconds. */
    Ended terminate() {
        return signal("TERM");
    }

    /** SIGINT, as of Ctrl-C. */
    Ended interrupt() {
        return signal("INT");
    }

    private Ended signal(String name) {
        long begun = System.nanoTime();
        send(name);
        assertThat(exits(AT_ONCE)).as("ends within seconds").isTrue();
        return ended(begun);
    }

    private void send(String signal) {
        Workplace.succeed("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** Waits until it ends by itself. */
    Ended end() {
        long begun = System.nanoTime();
        assertThat(exits(PATIENCE)).as(() -> "ends by itself\n" + out() + err()).isTrue();
        return ended(begun);
    }

    private Ended ended(long begun) {
        return new Ended(process.exitValue(), out(), err(), Duration.ofNanos(System.nanoTime() - begun));
    }

    private boolean exits(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
