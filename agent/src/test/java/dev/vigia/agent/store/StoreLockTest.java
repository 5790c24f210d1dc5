package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreLockTest {
    private static final String REFUSAL = "Another agent is running on the database ";
    private static final String CURE = "Stop it first, or give this one a database of its own (store.url)";

    @TempDir
    private Path directory = Path.of("");

    private TestStore file = TestStore.in(Path.of(""));

    @BeforeEach
    void place() {
        file = TestStore.in(directory);
    }

    @Test
    void refusesASecondAgent_inThisProcess() throws StoreException {
        try (Store first = file.open()) {
            assertThatThrownBy(file::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(REFUSAL + file.file())
                    .hasMessageContaining(CURE);
            assertThat(first.accounts().names()).isEmpty();
        }
        file.open().close();
    }

    @Test
    void refusesASecondAgent_inAnotherProcess() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            assertThat(Store.isHeld(file.settings())).isTrue();
            assertThatThrownBy(file::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(REFUSAL)
                    .hasMessageContaining(CURE);
            child.tell("end");
            assertThat(child.exitCode()).isZero();
        }
        assertThat(Store.isHeld(file.settings())).isFalse();
        file.open().close();
    }

    /** The system drops all locks of a process on a file as soon as the process closes the file, however often it is open. */
    @Test
    void keepsOthersOut_afterASecondTryInThisProcess() throws Exception {
        try (Store first = file.open()) {
            assertThatThrownBy(file::open).isInstanceOf(StoreException.class);
            assertThat(Store.isHeld(file.settings())).isTrue();
            try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
                assertThat(child.line()).startsWith(REFUSAL);
            }
            assertThat(first.accounts().names()).isEmpty();
        }
        assertThat(Store.isHeld(file.settings())).isFalse();
    }

    @Test
    void knowsTheFile_byWhateverName() throws Exception {
        Path link = directory.resolve("link.db");
        try (Store first = file.open()) {
            Files.createSymbolicLink(link, file.file());
            TestStore same = new TestStore(link);
            assertThatThrownBy(same::open).hasMessageContaining(REFUSAL);
            assertThat(Store.isHeld(same.settings())).isTrue();
            assertThat(first.directory()).isEqualTo(directory.toRealPath());
        }
    }

    @Test
    void isFreeAgain_afterAKill() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldingProgram.class, file.file())) {
            assertThat(child.line()).isEqualTo("held");
            child.kill();
            child.exitCode();
        }
        assertThat(Store.isHeld(file.settings())).isFalse();
        try (Store store = file.open()) {
            assertThat(store.events().after("sales", 0, 10)).hasSize(3);
        }
    }

    @Test
    void isFreeAgain_afterItRefusedToOpen() throws Exception {
        file.open().close();
        byte[] sound = Files.readAllBytes(file.file());
        Files.writeString(file.file(), "no database");
        assertThatThrownBy(file::open).isInstanceOf(StoreException.class);
        assertThat(Store.isHeld(file.settings())).isFalse();

        Files.write(file.file(), sound);
        file.open().close();
    }

    @Test
    void saysWhoIsInTheWay_andWorksLater() throws Exception {
        try (Store store = file.open();
                Connection stranger = file.stranger();
                Statement statement = stranger.createStatement()) {
            AccountState state = store.accounts().commit(store.accounts().load("sales"), TestStore.events(1));
            statement.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> store.accounts().commit(state, TestStore.events(1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The database " + file.file() + " cannot be written")
                    .hasMessageContaining("another program keeps it locked")
                    .hasMessageContaining("Close that program");
            assertThat(store.accounts().load("sales").revision()).isEqualTo(1);

            statement.execute("ROLLBACK");
            assertThat(store.accounts().commit(state, TestStore.events(1)).revision())
                    .isEqualTo(2);
        }
    }

    @Test
    void saysWhoIsInTheWay_whenItOpens() throws Exception {
        file.open().close();
        try (Connection stranger = file.stranger();
                Statement statement = stranger.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            assertThatThrownBy(file::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another program keeps it locked")
                    .hasMessageContaining("Close that program");
        }
        file.open().close();
    }
}
