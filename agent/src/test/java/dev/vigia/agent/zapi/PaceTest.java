package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    // Near its end, where careless sums overflow.
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 2 * SECOND);

    @Test
    void placesAreGivenInOrder_soManyASecond() {
        Pace pace = new Pace(2, now::get);

        assertThat(List.of(pace.reserve(), pace.reserve(), pace.reserve(), pace.reserve(), pace.reserve()))
                .containsExactly(0L, 0L, SECOND, SECOND, 2 * SECOND);
        now.addAndGet(SECOND / 2);
        assertThat(pace.reserve()).isEqualTo(SECOND + SECOND / 2);
        now.addAndGet(10 * SECOND);
        assertThat(pace.reserve()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void noSecond_hasMoreThanAllowed(int perSecond) {
        Random random = new Random(perSecond);
        Pace pace = new Pace(perSecond, now::get);
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            now.addAndGet(random.nextInt((int) SECOND / 2));
            starts.add(now.get() + pace.reserve());
        }
        for (int i = perSecond; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - perSecond)).isGreaterThanOrEqualTo(SECOND);
            assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void holding_lastsForTheLongestTime() {
        Pace pace = new Pace(1, now::get);
        assertThat(pace.held()).isZero();

        pace.hold(Duration.ofSeconds(5));
        pace.hold(Duration.ofSeconds(3));

        assertThat(pace.held()).isEqualTo(Duration.ofSeconds(5));
        now.addAndGet(4 * SECOND);
        assertThat(pace.held()).isEqualTo(Duration.ofSeconds(1));
        now.addAndGet(SECOND);
        assertThat(pace.held()).isZero();
    }

    @Test
    void waiting_holdsNoLockAndCanBeInterrupted() throws Exception {
        Pace pace = new Pace(1, now::get);
        for (int i = 0; i < 100; i++) {
            pace.reserve();
        }
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            try {
                pace.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        waiting.start();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        assertThat(pace.reserve()).isEqualTo(101 * SECOND);
        waiting.interrupt();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }
}
