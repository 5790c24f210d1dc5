package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** A process that has ended, and all it printed. */
record Ended(int code, String out, String err, Duration took) {
    /** What the JVM ends with after SIGTERM and after SIGINT. */
    static final int TERMINATED = 128 + 15;

    static final int INTERRUPTED = 128 + 2;

    /** Went wrong, in words that a person can read. */
    Ended failed(int expectedCode) {
        saysNothingOfItsInside();
        assertThat(code).as(out + err).isEqualTo(expectedCode);
        return this;
    }

    /** Says why it failed. */
    Ended saying(String... parts) {
        assertThat(err).contains(parts);
        return this;
    }

    Ended wentWell() {
        return failed(0);
    }

    private void saysNothingOfItsInside() {
        assertThat(out + err).doesNotContain("\tat ", "Exception", "defect");
    }
}
