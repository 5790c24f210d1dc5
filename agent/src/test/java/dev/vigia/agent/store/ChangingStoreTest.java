package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening for a short change, as {@code vigia dead retry} does. */
final class ChangingStoreTest {
    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));

    @BeforeEach
    void place() {
        file = TestStore.in(directory);
    }

    @Test
    void createsNothing() throws Exception {
        assertThatThrownBy(file::openToChange)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no database " + file.file() + " yet");
        assertThat(directory).isEmptyDirectory();
        Files.createFile(file.file());
        assertThatThrownBy(file::openToChange).hasMessageContaining("is still empty");
        assertThat(file.file()).isEmptyFile();
        assertThat(Store.isHeld(file.settings())).isFalse();
    }

    @Test
    void keepsAgentsOut_asLongAsItIsOpen() throws Exception {
        fill();
        try (Store store = file.openToChange()) {
            assertThat(store.isBesideAgent()).isFalse();
            assertThat(Store.isHeld(file.settings())).isTrue();
            assertThatThrownBy(file::open).hasMessageContaining("or a command that changes it");
            change(store);
        }
        assertThat(file.wal()).doesNotExist();
        assertThat(file.rows("PRAGMA user_version")).containsExactly("0");
        try (Store store = file.open()) {
            assertThat(store.accounts().load("sales").revision()).isEqualTo(2);
        }
    }

    @Test
    void refusesADamagedDatabase_withoutAnAgent() throws Exception {
        fill();
        Files.writeString(file.file(), "Dear diary, ".repeat(1000));
        assertThatThrownBy(file::openToChange).hasMessageContaining("is damaged");
        assertThat(Store.isHeld(file.settings())).isFalse();
    }

    @Test
    void worksBesideAnAgentOfAnotherProcess() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            for (int n = 0; n < 2; n++) {
                try (Store store = file.openToChange()) {
                    assertThat(store.isBesideAgent()).isTrue();
                    change(store);
                }
                assertThat(file.rows("PRAGMA user_version")).containsExactly("1");
            }
            for (Path each : new Path[] {file.file(), file.wal()}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .isEqualTo("rw-------");
            }
            child.tell("end");
            assertThat(child.exitCode()).isZero();
        }
        try (Store store = file.open()) {
            assertThat(store.accounts().load("sales").revision()).isEqualTo(3);
        }
    }

    @Test
    void losesNothing_ifTheAgentIsKilledMeanwhile() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            try (Store store = file.openToChange()) {
                change(store);
                child.kill();
                child.exitCode();
                change(store);
            }
        }
        assertThat(file.wal()).exists();
        try (Store store = file.open()) {
            assertThat(store.accounts().load("sales").revision()).isEqualTo(3);
        }
    }

    @Test
    void losesNothing_ifTheAgentStopsMeanwhile_andAnotherStarts() throws Exception {
        Store agent = file.open();
        change(agent);
        try (Store store = file.openToChange()) {
            agent.close();
            change(store);
            try (Store next = file.open()) {
                change(next);
                assertThat(store.accounts().load("sales").revision()).isEqualTo(3);
            }
        }
        try (Store store = file.open()) {
            assertThat(store.accounts().load("sales").revision()).isEqualTo(3);
        }
    }

    @Test
    void meetsAnAgent_thatCommitsAtTheSameTime() throws Exception {
        try (Store agent = file.open();
                Store beside = file.openToChange()) {
            change(agent);
            AccountState stale = agent.accounts().load("sales");
            change(beside);
            assertThatThrownBy(() -> agent.accounts().commit(stale, TestStore.events(1)))
                    .hasMessageContaining("was changed by somebody else");
            change(agent);
            assertThat(beside.accounts().load("sales").revision()).isEqualTo(3);
        }
    }

    private void fill() throws StoreException {
        try (Store store = file.open()) {
            change(store);
        }
    }

    private static void change(Store store) throws StoreException {
        store.accounts().commit(store.accounts().load("sales"), TestStore.events(1));
    }
}
