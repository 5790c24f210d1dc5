package dev.vigia.calls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Words for what plugins throw. */
final class ThrownTest {
    @Test
    void tellsCauses_eachWithItsPlace() {
        Exception thrown = new IllegalStateException("out of order", new IllegalArgumentException("no service"));

        assertThat(Thrown.words(
                        thrown, link -> " at " + link.getClass().getSimpleName().length()))
                .isEqualTo("java.lang.IllegalStateException: out of order at 21;"
                        + " caused by java.lang.IllegalArgumentException: no service at 24");
    }

    @Test
    void endsWithTheFourthCause_soThatALoopOfCausesEnds() {
        Exception one = new IllegalStateException("one");
        Exception two = new IllegalStateException("two", one);
        one.initCause(two);

        assertThat(Thrown.words(one, link -> "")).hasSize("java.lang.IllegalStateException: one".length() * 4 + 3 * 12);
    }

    @Test
    void staysOnOneLine_andShort() {
        assertThat(Thrown.words(new IllegalStateException(" a\nb\tc\r\u001b[31m ")))
                .isEqualTo("java.lang.IllegalStateException: a\\nb\\u0009c\\u000d\\u001b[31m");
        assertThat(Thrown.words(new IllegalStateException("€".repeat(600))))
                .isEqualTo("java.lang.IllegalStateException: " + "€".repeat(500) + "…");
        assertThat(Thrown.words(new IllegalStateException(" "))).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void keepsTokensOut() {
        assertThat(Thrown.words(new IllegalStateException(
                        "GET https://api.z-api.io/instances/I1/token/SECRET1/chats?page=1 failed")))
                .endsWith(": GET https://api.z-api.io/instances/I1/token/(secret)/chats?page=1 failed");
        assertThat(Thrown.reason(new IllegalStateException("Client-Token F0123456789abcdef0 not allowed")))
                .isEqualTo("Client-Token (secret) not allowed");
        assertThat(Thrown.reason(new IllegalStateException("Client-Token: F0123456789abcdef0, x")))
                .isEqualTo("Client-Token: (secret), x");
        assertThat(Thrown.reason(new IllegalStateException("your client-token is not configured")))
                .isEqualTo("your client-token is not configured");
        assertThat(Thrown.reason(new IllegalStateException("€".repeat(480) + "/token/SECRET1SECRET1SECRET1")))
                .doesNotContain("SECRET");
    }

    @Test
    void survivesAnExceptionThatThrowsWhenItIsAsked() {
        Exception evil = new Exception() {
            @Override
            public String getMessage() {
                throw new UnsupportedOperationException();
            }

            @Override
            public synchronized Throwable getCause() {
                throw new UnsupportedOperationException();
            }
        };

        assertThat(Thrown.words(evil, link -> ""))
                .endsWith(": (its message cannot be read: java.lang.UnsupportedOperationException)");
        assertThat(Thrown.reason(evil)).startsWith("(its message cannot be read");
        assertThat(Thrown.reason(new Exception())).isEqualTo("(it does not say why)");
    }
}
