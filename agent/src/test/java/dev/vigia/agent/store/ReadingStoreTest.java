package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening to read, as {@code vigia chats} does. */
final class ReadingStoreTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));

    @BeforeEach
    void place() {
        file = TestStore.in(directory);
    }

    @Test
    void saysThatThereIsNone() {
        assertThatThrownBy(file::openToRead)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no database " + file.file() + " yet")
                .hasMessageContaining("vigia run");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysThatItIsStillEmpty() throws Exception {
        Files.createFile(file.file());
        assertThatThrownBy(file::openToRead)
                .hasMessageContaining("is still empty")
                .hasMessageContaining("vigia run");
        assertThat(files()).containsOnlyKeys("vigia.db");
        assertThat(file.file()).isEmptyFile();
    }

    @Test
    void changesNothing_withoutAnAgent() throws Exception {
        fill();
        Map<String, Integer> before = files();
        assertThat(before).containsKey("vigia.db").doesNotContainKeys("vigia.db-wal", "vigia.db-shm");

        assertThat(inAnotherProcess()).containsExactly("sales 1 3", "read");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void changesNothing_besideAnAgent() throws Exception {
        try (Store store = file.open()) {
            AccountState state = store.accounts().commit(store.accounts().load("sales"), TestStore.events(3));
            Map<String, Integer> before = files();
            assertThat(inAnotherProcess()).containsExactly("sales 1 3", "read");
            assertThat(files()).isEqualTo(before);

            try (Store beside = file.openToRead()) {
                store.accounts().commit(state, TestStore.events(1));
                assertThat(beside.accounts().load("sales").revision()).isEqualTo(2);
            }
        }
    }

    @Test
    void seesAll_afterAKill() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            child.kill();
            child.exitCode();
        }
        Map<String, Integer> before = files();
        assertThat(inAnotherProcess()).containsExactly("sales 1 3", "read");
        assertThat(files()).isEqualTo(before);
        Files.delete(directory.resolve("vigia.db-shm"));
        assertThat(inAnotherProcess()).containsExactly("sales 1 3", "read");
        file.open().close();
    }

    @Test
    void worksInADirectory_thatCannotBeWritten() throws Exception {
        Assumptions.assumeTrue(ChildJvm.canUnshare(), "no name spaces here, and rights do not bind root");
        fill();
        assertThat(inAnotherProcess(readOnlyMount())).containsExactly("sales 1 3", "read");
    }

    @Test
    void worksAfterAKill_inADirectoryThatCannotBeWritten() throws Exception {
        Assumptions.assumeTrue(ChildJvm.canUnshare(), "no name spaces here, and rights do not bind root");
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            child.kill();
            child.exitCode();
        }
        assertThat(inAnotherProcess(readOnlyMount())).containsExactly("sales 1 3", "read");

        Files.delete(directory.resolve("vigia.db-shm"));
        assertThat(inAnotherProcess(readOnlyMount()))
                .singleElement()
                .asString()
                .contains("cannot be read")
                .contains("-wal and -shm")
                .contains("mounted read-only");
    }

    /** Also if the agents live so shortly that nobody looks while they do. */
    @Test
    void seesWhatAgentsStore_thatStartLater() throws Exception {
        fill();
        try (Store store = file.openToRead()) {
            assertThat(store.accounts().load("sales").revision()).isEqualTo(1);
            fill();
            assertThat(store.accounts().load("sales").revision()).isEqualTo(2);
            try (Store agent = file.open()) {
                agent.accounts().commit(agent.accounts().load("sales"), TestStore.events(1));
                assertThat(store.accounts().load("sales").revision()).isEqualTo(3);
                agent.accounts().commit(agent.accounts().load("sales"), TestStore.events(1));
                assertThat(store.accounts().load("sales").revision()).isEqualTo(4);
            }
            assertThat(store.accounts().load("sales").revision()).isEqualTo(4);
            fill();
            assertThat(store.accounts().load("sales").revision()).isEqualTo(5);
        }
        fill();
    }

    @Test
    void startsNoThread_andRefusesToWrite() throws Exception {
        fill();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Store store = file.openToRead()) {
            AccountState state = store.accounts().load("sales");
            Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
            started.removeAll(before);
            assertThat(started).noneMatch(thread -> thread.getName().startsWith("store"));
            assertThatThrownBy(() -> store.accounts().commit(state, TestStore.events(1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("opened to be read only");
        }
    }

    private void fill() throws StoreException {
        try (Store store = file.open()) {
            store.accounts().commit(store.accounts().load("sales"), TestStore.events(3));
        }
    }

    private List<String> inAnotherProcess() throws Exception {
        try (ChildJvm child = ChildJvm.start(ReadingProgram.class, file.file())) {
            return child.restOfOutput();
        }
    }

    private List<String> inAnotherProcess(String before) throws Exception {
        try (ChildJvm child = ChildJvm.startUnshared(before, ReadingProgram.class, file.file())) {
            return child.restOfOutput();
        }
    }

    private String readOnlyMount() {
        return "mount --bind '" + directory + "' '" + directory + "' && mount -o remount,bind,ro '" + directory
                + "' && ";
    }

    /** Every file with the hash of its content; of the -shm, which readers mark their place in, no more than that it is there. */
    private Map<String, Integer> files() throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String name = each.getFileName().toString();
                all.put(name, name.endsWith("-shm") ? 0 : Arrays.hashCode(contents(each)));
            }
        }
        return all;
    }

    /** Read by another process: this one would lose its locks on the file if it closed it. */
    private static byte[] contents(Path file) throws IOException {
        return new ProcessBuilder("cat", file.toString())
                .start()
                .getInputStream()
                .readAllBytes();
    }
}
