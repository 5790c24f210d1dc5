package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreFileTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));

    @BeforeEach
    void place() {
        file = TestStore.in(directory);
    }

    @Test
    void createsWhatIsMissing_forItsOwnerOnly() throws Exception {
        Path data = directory.resolve("data/of vigia? 100%#é");
        file = TestStore.in(data);
        try (Store store = file.open()) {
            store.accounts().commit(store.accounts().load("sales"), TestStore.events(1));
            assertThat(names(data)).contains("vigia.db", "vigia.db-shm", "vigia.db-wal", "vigia.db.lock");
            try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
                assertThat(files.filter(each -> !each.toString().contains(".native/")))
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
            }
        }
        assertThat(names(data)).contains("vigia.db").doesNotContain("vigia.db-wal", "vigia.db-shm");
        try (Store store = file.openToRead()) {
            assertThat(store.accounts().names()).containsExactly("sales");
        }
    }

    @Test
    void takesAnEmptyFile_forAFreshDatabase() throws Exception {
        Files.createFile(file.file());
        try (Store store = file.open()) {
            assertThat(store.accounts().names()).isEmpty();
        }
    }

    @Test
    void keepsWhatItHolds_whenOpenedAgainAndAgain() throws Exception {
        for (int n = 0; n < 5; n++) {
            try (Store store = file.open()) {
                AccountState state = store.accounts().load("sales");
                assertThat(state.revision()).isEqualTo(n);
                store.accounts().commit(state, TestStore.events(1));
            }
        }
    }

    @Test
    void closesTwice_andRefusesAllWorkThen() throws Exception {
        Store store = file.open();
        AccountState state = store.accounts().load("sales");
        store.close();
        store.close();

        assertThatThrownBy(() -> store.accounts().commit(state, TestStore.events(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the agent is stopping");
        assertThatThrownBy(() -> store.accounts().load("sales"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the agent is stopping");
        assertThatThrownBy(() -> store.deliveries("journal", "sales").ack(Map.of(), 1, TestStore.NOON))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void refusesABrokenHeader() throws Exception {
        fill();
        overwrite(0, new byte[] {'X', 'Q', 'L'});
        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99, 100, 511, 4095, 4096, 5000, 4096 * 7})
    void refusesATruncatedFile(int length) throws Exception {
        fill();
        try (RandomAccessFile open = new RandomAccessFile(file.file().toFile(), "rw")) {
            open.setLength(length);
        }
        assertDamaged();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void refusesGarbageInTheMiddle(long seed) throws Exception {
        fill();
        byte[] garbage = new byte[2 * 4096];
        new Random(seed).nextBytes(garbage);
        overwrite(4096L * (10 + seed), garbage);
        assertDamaged();
    }

    @Test
    void refusesGarbageInTheMiddle_ofADatabaseThatWasKilled() throws Exception {
        fill();
        killed();
        byte[] garbage = new byte[4 * 4096];
        new Random(6).nextBytes(garbage);
        overwrite(4096L * 10, garbage);
        byte[] wal = Files.readAllBytes(file.wal());
        assertDamaged();
        assertThat(Files.readAllBytes(file.wal())).isEqualTo(wal);
    }

    @Test
    void refusesAText() throws Exception {
        Files.writeString(file.file(), "Dear diary, ".repeat(1000));
        assertDamaged();
    }

    @Test
    void refusesAnEmptyFile_besideAWalThatIsNot() throws Exception {
        fill();
        killed();
        Files.write(file.file(), new byte[0]);
        assertDamaged();
        assertThat(file.wal()).isNotEmptyFile();
    }

    @Test
    void refusesAKilledDatabase_withoutItsWal() throws Exception {
        fill();
        killed();
        Files.delete(file.wal());
        Files.deleteIfExists(directory.resolve("vigia.db-shm"));

        assertRefused()
                .hasMessageContaining("vigia.db-wal")
                .hasMessageContaining("is missing")
                .hasMessageContaining("create " + file.wal() + " as an empty file");

        Files.createFile(file.wal());
        try (Store store = file.open()) {
            assertThat(store.accounts().load("sales").revision()).isPositive();
        }
        file.open().close();
    }

    @Test
    void refusesACopy_thatWasMadeWithoutTheWal() throws Exception {
        TestStore copy = new TestStore(directory.resolve("copy.db"));
        try (Store store = file.open()) {
            store.accounts().commit(store.accounts().load("sales"), TestStore.events(1));
            ChildJvm.succeeds("cp", file.file().toString(), copy.file().toString());
        }
        assertThatThrownBy(copy::open).isInstanceOf(StoreException.class).hasMessageContaining("copy.db-wal");
    }

    @Test
    void refusesADirectory() throws Exception {
        Files.createDirectory(file.file());
        assertThatThrownBy(file::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.file() + " is a directory")
                .hasMessageContaining("store.url");
        assertThatThrownBy(file::openToRead).hasMessageContaining("is a directory");
        assertThat(names(directory)).containsExactly("vigia.db");
    }

    @Test
    void refusesADirectoryPath_thatIsAFile() throws Exception {
        Files.createFile(directory.resolve("data"));
        file = TestStore.in(directory.resolve("data"));
        assertThatThrownBy(file::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.file() + " cannot be created")
                .hasMessageContaining("Check that the directory exists");
    }

    @Test
    void refusesAnotherProgramsDatabase() throws Exception {
        file.execute("CREATE TABLE bookmark (url TEXT)");
        assertRefused().hasMessageContaining("belongs to another program").hasMessageContaining("store.url");
        assertThatThrownBy(file::openToRead).hasMessageContaining("belongs to another program");
    }

    @Test
    void refusesADatabaseOfANewerVersion() throws Exception {
        fill();
        file.execute("INSERT INTO schema_history SELECT 99, '99', 'of the future', type, 'V99__x.sql', 1, installed_by,"
                + " installed_on, execution_time, success FROM schema_history WHERE version = '1'");
        assertRefused()
                .hasMessageContaining("newer version of the agent")
                .hasMessageContaining("version 99")
                .hasMessageContaining("Run the newer agent");
        assertThatThrownBy(file::openToRead).hasMessageContaining("newer version of the agent");
    }

    @Test
    void refusesToRead_whatAnOlderVersionWrote() throws Exception {
        fill();
        file.execute("DELETE FROM schema_history");
        assertThatThrownBy(file::openToRead)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("older version")
                .hasMessageContaining("vigia run");
    }

    @Test
    void refusesADirectory_thatCannotBeWritten() throws Exception {
        Assumptions.assumeTrue(ChildJvm.canUnshare(), "no name spaces here, and rights do not bind root");
        fill();
        for (TestStore each : List.of(file, new TestStore(directory.resolve("new.db")))) {
            try (ChildJvm child = ChildJvm.startUnshared(readOnlyMount(), HoldingProgram.class, each.file())) {
                assertThat(child.line())
                        .startsWith("The database " + each.file() + " cannot be")
                        .contains("Check");
            }
        }
    }

    /** Not a word of damage, or somebody would throw a sound database away. */
    @Test
    void saysThatTheNativeLibraryCannotBeLoaded() throws Exception {
        fill();
        String elsewhere = "export JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=/nonexistent && ";
        try (ChildJvm child = ChildJvm.start(elsewhere, HoldingProgram.class, file.file())) {
            assertThat(child.restOfOutput())
                    .last()
                    .asString()
                    .contains("native library")
                    .contains("cannot be loaded from /nonexistent")
                    .contains("JAVA_OPTS=-Dorg.sqlite.tmpdir=")
                    .doesNotContain("damaged");
        }
    }

    private String readOnlyMount() {
        return "mount --bind '" + directory + "' '" + directory + "' && mount -o remount,bind,ro '" + directory
                + "' && ";
    }

    /** Many chats and events, so that every kind of page is there. */
    private void fill() throws StoreException {
        RandomChats random = new RandomChats(1);
        try (Store store = file.open()) {
            store.accounts()
                    .commit(
                            store.accounts().load("sales"),
                            TestStore.look(
                                    IntStream.range(0, 300)
                                            .mapToObj(n -> random.any("chat " + n))
                                            .toList(),
                                    TestStore.events(500).facts()));
            store.deliveries("journal", "sales").begin(false, TestStore.NOON);
        }
    }

    /** Leaves the database as an agent does that is killed. */
    private void killed() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            child.kill();
            child.exitCode();
        }
        assertThat(file.wal()).isNotEmptyFile();
    }

    private void overwrite(long position, byte[] bytes) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.file().toFile(), "rw")) {
            assertThat(open.length()).isGreaterThan(position + bytes.length);
            open.seek(position);
            open.write(bytes);
        }
    }

    private void assertDamaged() throws Exception {
        assertRefused()
                .hasMessageContaining("is damaged, or is no database at all")
                .hasMessageContaining("Nothing was changed")
                .hasMessageContaining("Check that store.url names the right file")
                .hasMessageContaining("put a backup in their place");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() throws Exception {
        Map<String, ByteBuffer> before = bytes();
        AbstractThrowableAssert<?, ? extends Throwable> refusal = assertThatThrownBy(file::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.file().toString());
        assertThat(bytes().equals(before)).as("untouched").isTrue();
        return refusal;
    }

    /** The database and its -wal; the -shm is no more than an index of the latter. */
    private Map<String, ByteBuffer> bytes() throws IOException {
        Map<String, ByteBuffer> all = new TreeMap<>();
        for (Path each : List.of(file.file(), file.wal())) {
            if (Files.exists(each)) {
                all.put(each.toString(), ByteBuffer.wrap(Files.readAllBytes(each)));
            }
        }
        return all;
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
