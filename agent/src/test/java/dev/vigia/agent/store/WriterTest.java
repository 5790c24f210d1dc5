package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class WriterTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @BeforeEach
    void open() throws Exception {
        file = TestStore.in(directory);
        file.open().close();
        SqliteFile sqlite = SqliteFile.held(file.settings().url());
        opened.add(new Writer(sqlite));
        opened.add(sqlite);
        file.execute("PRAGMA journal_mode = WAL", "CREATE TABLE mark (n INTEGER PRIMARY KEY)");
    }

    @AfterEach
    void close() throws Exception {
        callers.shutdownNow();
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void isDurable_whenItReturns() throws Exception {
        for (int n = 0; n < 20; n++) {
            assertThat(writer().write(insert(n))).isEqualTo(n);
            assertThat(marks()).hasSize(n + 1);
        }
    }

    @Test
    void sharesATransaction_amongThoseWhoWait() throws Exception {
        writer().write(insert(60));
        int before = file.commitsInWal();
        List<Future<Integer>> waiting = whileBusy(this::insert, 60);

        for (int n = 0; n < 60; n++) {
            assertThat(waiting.get(n).get()).isEqualTo(n);
        }
        assertThat(marks()).hasSize(61);
        // One more for the unit that kept the writer busy.
        assertThat(file.commitsInWal() - before).isEqualTo(2);
    }

    @Test
    void takesNoOtherDown_whenSomeFail() throws Exception {
        List<Future<Integer>> waiting = whileBusy(this::sometimesFailing, 60);

        for (int n = 0; n < 60; n++) {
            Future<Integer> each = waiting.get(n);
            if (fails(n)) {
                assertThatThrownBy(each::get).hasCauseInstanceOf(StoreException.class);
            } else {
                assertThat(each.get()).isEqualTo(n);
            }
        }
        assertThat(marks()).hasSize(48).noneMatch(WriterTest::fails);
    }

    @Test
    void tellsEachItsOwnFailure() throws Exception {
        List<Future<Integer>> waiting = whileBusy(this::sometimesFailing, 20);

        assertThatThrownBy(() -> waiting.get(3).get()).hasMessageContaining("UNIQUE");
        assertThatThrownBy(() -> waiting.get(8).get()).hasMessageContaining("stale 8");
        assertThatThrownBy(() -> waiting.get(13).get())
                .hasMessageContaining("defect of the agent")
                .hasMessageContaining("boom 13");
        assertThatThrownBy(() -> waiting.get(18).get())
                .hasMessageContaining("defect of the agent")
                .hasMessageContaining("error 18");
    }

    @Test
    void keepsManyThreadsApart() throws Exception {
        List<Future<Integer>> all = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int thread = 0; thread < 16; thread++) {
            int first = thread * 100;
            all.add(callers.submit(() -> {
                start.await();
                int written = 0;
                for (int n = first; n < first + 100; n++) {
                    written += tryToWrite(n);
                }
                return written;
            }));
        }
        start.countDown();
        for (Future<Integer> each : all) {
            assertThat(each.get()).isEqualTo(80);
        }
        assertThat(marks()).hasSize(16 * 80).noneMatch(WriterTest::fails);
    }

    private int tryToWrite(int n) {
        try {
            return writer().write(sometimesFailing(n)) == n ? 1 : 0;
        } catch (StoreException e) {
            return 0;
        }
    }

    @Test
    void takesANewConnection_afterAFailure() throws Exception {
        Set<Integer> seen = new HashSet<>();
        Writer.Unit<Boolean> which = connection -> seen.add(System.identityHashCode(connection));
        writer().write(which);
        writer().write(which);
        assertThat(seen).hasSize(1);

        assertThatThrownBy(() -> writer().write(connection -> {
                    seen.add(System.identityHashCode(connection));
                    throw new SQLException("as if the disk were full");
                }))
                .isInstanceOf(StoreException.class);
        writer().write(which);
        assertThat(seen).hasSize(2);
    }

    @Test
    void keepsNothingOpen_ofAUnitThatEndsItsOwnTransaction() throws Exception {
        assertThatThrownBy(() -> writer().write(connection -> {
                    insert(connection, 1);
                    execute(connection, "ROLLBACK");
                    insert(connection, 2);
                    throw new SQLException("later");
                }))
                .isInstanceOf(StoreException.class);
        writer().write(insert(3));

        assertThat(marks()).contains(3).doesNotContain(1);
    }

    @Test
    void waitsForTheOutcome_whenInterrupted() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Future<Boolean> interrupted = callers.submit(() -> {
            Thread.currentThread().interrupt();
            writer().write(connection -> {
                running.countDown();
                await(release);
                return insert(connection, 1);
            });
            return Thread.interrupted();
        });
        running.await();
        release.countDown();

        assertThat(interrupted.get()).isTrue();
        assertThat(marks()).containsExactly(1);
    }

    @Test
    void writesWhatWaits_thenCloses() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Integer> busy = occupy(release);
        List<Future<Integer>> waiting = submit(this::insert, 30);
        Future<Boolean> closed = callers.submit(() -> {
            writer().close();
            return true;
        });
        Awaitility.await().until(this::isClosing);
        release.countDown();

        closed.get();
        busy.get();
        for (Future<Integer> each : waiting) {
            each.get();
        }
        assertThat(marks()).hasSize(30);
        assertThatThrownBy(() -> writer().write(insert(99)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.file().toString())
                .hasMessageContaining("the agent is stopping");
        writer().close();
        // The last that the thread does is to say so.
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .noneMatch(thread -> thread.getName().equals("store-writer")));
    }

    private boolean isClosing() {
        try {
            callers.submit(() -> writer().write(connection -> 0)).get(50, TimeUnit.MILLISECONDS);
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    /** Everybody is told at once; if each waited for the lock alone, the last would wait for minutes. */
    @Test
    void tellsAllWhoWait_whenSomebodyElseLocksTheDatabase() throws Exception {
        try (Connection stranger = file.stranger()) {
            execute(stranger, "BEGIN IMMEDIATE");
            long start = System.nanoTime();
            List<Future<Integer>> waiting = submit(this::insert, 40);
            for (Future<Integer> each : waiting) {
                assertThatThrownBy(each::get)
                        .hasCauseInstanceOf(StoreException.class)
                        .hasMessageContaining("another program keeps it locked")
                        .hasMessageContaining("Close that program");
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            execute(stranger, "ROLLBACK");
        }
        assertThat(marks()).isEmpty();
        assertThat(writer().write(insert(1))).isEqualTo(1);
    }

    /** Lets units gather behind one that takes its time. */
    private List<Future<Integer>> whileBusy(UnitOf units, int count) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Future<Integer> busy = occupy(release);
        List<Future<Integer>> waiting = submit(units, count);
        release.countDown();
        busy.get();
        return waiting;
    }

    private Future<Integer> occupy(CountDownLatch release) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        Future<Integer> busy = callers.submit(() -> writer().write(connection -> {
            running.countDown();
            await(release);
            return 0;
        }));
        running.await();
        return busy;
    }

    private List<Future<Integer>> submit(UnitOf units, int count) {
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int number = n;
            Callable<Integer> write = () -> writer().write(units.numbered(number));
            waiting.add(callers.submit(write));
        }
        Awaitility.await().until(() -> parked() >= count);
        return waiting;
    }

    private static long parked() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().equals(Writer.class.getName())
                                && frame.getMethodName().equals("write")))
                .count();
    }

    @FunctionalInterface
    private interface UnitOf {
        Writer.Unit<Integer> numbered(int n);
    }

    private Writer.Unit<Integer> insert(int n) {
        return connection -> insert(connection, n);
    }

    private Writer.Unit<Integer> sometimesFailing(int n) {
        return connection -> {
            insert(connection, n);
            switch (n % 20) {
                case 3 -> insert(connection, n);
                case 8 -> throw new StoreException("stale " + n);
                case 13 -> throw new IllegalStateException("boom " + n);
                case 18 -> throw new AssertionError("error " + n);
                default -> {}
            }
            return n;
        };
    }

    private static boolean fails(int n) {
        return n % 5 == 3;
    }

    private static int insert(Connection connection, int n) throws SQLException {
        execute(connection, "INSERT INTO mark VALUES (" + n + ")");
        return n;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Integer> marks() throws SQLException {
        return file.rows("SELECT n FROM mark ORDER BY n").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private Writer writer() {
        return (Writer) opened.get(0);
    }
}
