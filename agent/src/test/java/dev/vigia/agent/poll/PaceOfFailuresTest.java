package dev.vigia.agent.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.pace.Backoff;
import dev.vigia.api.AccountFailing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How long a failing account rests, by value. */
class PaceOfFailuresTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static Failure asking(Duration atLeast) {
        return new Failure(AccountFailing.UNREACHABLE, "", atLeast, LONGEST);
    }

    @Test
    void backoffIsAnyPartOfATimeThatDoubles_upToABound() {
        Backoff backoff = new Backoff(INTERVAL, new Random(7));
        long[] bounds = {5, 10, 20, 40, 60, 60, 60};
        for (int failures = 1; failures <= bounds.length; failures++) {
            Duration bound = Duration.ofSeconds(bounds[failures - 1]);
            List<Duration> waits = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                waits.add(backoff.after(failures, LONGEST));
            }
            assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ZERO, bound));
            assertThat(waits).anySatisfy(wait -> assertThat(wait).isLessThan(bound.dividedBy(50)));
            assertThat(waits)
                    .anySatisfy(wait -> assertThat(wait)
                            .isGreaterThan(bound.multipliedBy(49).dividedBy(50)));
        }
        assertThat(backoff.after(Integer.MAX_VALUE, LONGEST)).isBetween(Duration.ZERO, LONGEST);
    }

    @Test
    void restIsNeverShorterThanTheIntervalOrThanTheGatewayAsked() {
        Failures failures = new Failures(INTERVAL, new Random(7));
        for (int i = 1; i <= 1_000; i++) {
            failures.add(Instant.EPOCH.plusSeconds(i));
            Duration most = Duration.ofSeconds(Math.min(60, 5L << Math.min(i - 1, 10)));
            assertThat(failures.wait(asking(Duration.ZERO))).isBetween(INTERVAL, INTERVAL.plus(most));
            Duration asked = Duration.ofMinutes(15);
            assertThat(failures.wait(asking(asked))).isBetween(asked, asked.plus(most));
        }
    }

    @Test
    void failuresAreWorthTellingFromTheThirdInARow_sinceTheFirst() {
        Failures failures = new Failures(INTERVAL, new Random(7));
        failures.add(Instant.ofEpochSecond(1));
        failures.add(Instant.ofEpochSecond(2));
        failures.end();
        failures.add(Instant.ofEpochSecond(3));
        failures.add(Instant.ofEpochSecond(4));
        assertThat(failures.areWorthTelling()).isFalse();
        failures.add(Instant.ofEpochSecond(5));
        assertThat(failures.areWorthTelling()).isTrue();
        assertThat(failures.since()).isEqualTo(Instant.ofEpochSecond(3));
    }
}
