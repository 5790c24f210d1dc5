package dev.vigia.plugins.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    private static final int LINE = Numbered.json(1).length() + 1;

    private final FailingDisk disk = new FailingDisk();

    private Path directory;
    private Path path;
    private JournalFile journal;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary.toRealPath();
        path = directory.resolve("events.jsonl");
        journal = Numbered.journal(path, new Rotation(path, 5L * LINE, 3), disk::open);
        journal.open();
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
    }

    @Test
    void event_isOneLine() throws Exception {
        Numbered.append(journal, 1, 2);

        assertThat(path).hasContent(Numbered.json(1) + "\n" + Numbered.json(2) + "\n");
    }

    @Test
    void event_isInTheFile_beforeItIsFlushed() throws Exception {
        journal.append(Numbered.json(1));

        assertThat(path).hasContent(Numbered.json(1) + "\n");
    }

    @Test
    void eventDeliveredAgain_isNotWrittenAgain() throws Exception {
        Numbered.append(journal, 1, 3);
        Numbered.append(journal, 2, 4);

        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 4)));
    }

    @Test
    void eventDeliveredAgain_isNotWrittenAgain_afterARestart() throws Exception {
        Numbered.append(journal, 1, 9); // puts the first five aside
        restart();
        Numbered.append(journal, 3, 10);

        assertThat(all()).isEqualTo(Numbered.lines(1, 10));
    }

    @Test
    void fullFile_isPutAsideBetweenLines() throws Exception {
        Numbered.append(journal, 1, 5);
        assertThat(aside(1)).doesNotExist();

        Numbered.append(journal, 6, 11);

        assertThat(Files.readAllLines(aside(2))).isEqualTo(Numbered.lines(1, 5));
        // Numbers from ten upwards make longer lines.
        assertThat(all()).isEqualTo(Numbered.lines(1, 11));
        assertThat(Files.size(aside(1))).isLessThanOrEqualTo(5L * LINE);
    }

    @Test
    void eldestFile_isDeleted_whenMoreThanKeepAreAside() throws Exception {
        Numbered.append(journal, 1, 5);
        for (int batch = 1; batch < 9; batch++) {
            Numbered.append(journal, 5 * batch + 1, 5 * batch + 5);
        }

        assertThat(aside(4)).doesNotExist();
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder(
                        "events.jsonl", "events.1.jsonl", "events.2.jsonl", "events.3.jsonl", "events.jsonl.lock");
        assertThat(all()).endsWith(Numbered.json(45)).doesNotHaveDuplicates().doesNotContain(Numbered.json(1));
    }

    @Test
    void filesBeyondKeep_areDeleted_whenKeepWasLowered() throws Exception {
        Files.writeString(aside(4), "old\n");
        Files.writeString(aside(5), "older\n");

        Numbered.append(journal, 1, 6);

        assertThat(aside(4)).doesNotExist();
        assertThat(aside(5)).doesNotExist();
    }

    @Test
    void crashInTheMiddleOfARotation_losesNothing() throws Exception {
        Numbered.append(journal, 1, 8); // 1 to 5 are aside as number 1
        journal.close();
        Files.move(aside(1), aside(2)); // the crash came after the first step of the next rotation

        restart();
        Numbered.append(journal, 4, 12);

        assertThat(Files.readAllLines(aside(2))).isEqualTo(Numbered.lines(1, 5));
        assertThat(all()).isEqualTo(Numbered.lines(1, 12));
    }

    @Test
    void lineLargerThanTheLimit_hasAFileOfItsOwn() throws Exception {
        String large = Numbered.event(1, "x".repeat(6 * LINE)).toJson();
        journal.append(large);
        journal.append(Numbered.json(2));

        assertThat(aside(1)).hasContent(large);
        assertThat(path).hasContent(Numbered.json(2));
    }

    @Test
    void fullDisk_leavesNoTornLine_andTheEventIsWrittenLater() throws Exception {
        Numbered.append(journal, 1, 1);
        disk.free = LINE / 2;

        assertThatThrownBy(() -> journal.append(Numbered.json(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("delivered again");
        assertThat(path).hasContent(Numbered.json(1) + "\n");

        disk.free = Long.MAX_VALUE;
        Numbered.append(journal, 2, 3);
        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 3)));
    }

    @Test
    void tornLineThatCannotBeCutOffAtOnce_isCutOffBeforeTheNext() throws Exception {
        Numbered.append(journal, 1, 1);
        disk.free = LINE / 2;
        disk.failsToTruncate = true;
        assertThatThrownBy(() -> journal.append(Numbered.json(2))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> journal.append(Numbered.json(2))).isInstanceOf(IOException.class);

        disk.free = Long.MAX_VALUE;
        disk.failsToTruncate = false;
        Numbered.append(journal, 2, 3);

        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 3)));
    }

    @Test
    void eventsThatCouldNotBeForced_areWrittenAnew() throws Exception {
        Numbered.append(journal, 1, 2);
        journal.append(Numbered.json(3));
        disk.failsToForce = true;

        assertThatThrownBy(journal::flush)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Cannot force " + path)
                .hasMessageContaining("Input/output error");
        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 2)));

        disk.failsToForce = false;
        Numbered.append(journal, 3, 4);
        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 4)));
    }

    @Test
    void interruptedThread_closesTheFile_andItIsOpenedAgain() throws Exception {
        Numbered.append(journal, 1, 1);
        journal.close();
        journal = Numbered.journal(path);
        journal.open();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> journal.append(Numbered.json(2))).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        Numbered.append(journal, 2, 3);
        assertThat(path).hasContent(String.join("\n", Numbered.lines(1, 3)));
    }

    @Test
    void movedFile_isBegunAnew() throws Exception {
        Numbered.append(journal, 1, 2);
        Path moved = path.resolveSibling("moved");
        Files.move(path, moved);

        journal.flush();
        assertThat(path).isEmptyFile();

        Numbered.append(journal, 2, 3);
        assertThat(moved).hasContent(String.join("\n", Numbered.lines(1, 2)));
        assertThat(path).hasContent(Numbered.json(3) + "\n");
    }

    @Test
    void eventAfterAMove_goesToTheNewFile() throws Exception {
        Numbered.append(journal, 1, 1);
        Files.move(path, path.resolveSibling("moved"));

        journal.append(Numbered.json(2));

        assertThat(path).hasContent(Numbered.json(2) + "\n");
    }

    @Test
    void deletedDirectory_isMadeAgain() throws Exception {
        Path inside = path.resolveSibling("inside").resolve("events.jsonl");
        try (JournalFile other = Numbered.journal(inside)) {
            other.open();
            Numbered.append(other, 1, 1);
            for (Path file :
                    List.of(inside, inside.resolveSibling("events.jsonl.lock"), path.resolveSibling("inside"))) {
                Files.delete(file);
            }

            Numbered.append(other, 2, 2);

            assertThat(inside).hasContent(Numbered.json(2) + "\n");
        }
    }

    @Test
    void fileEmptiedUnderneath_isContinuedAtItsStart() throws Exception {
        Numbered.append(journal, 1, 2);
        Files.write(path, new byte[0]); // what logrotate's copytruncate does

        Numbered.append(journal, 3, 3);

        assertThat(path).hasContent(Numbered.json(3) + "\n");
    }

    @Test
    void files_areReadableByTheirOwnerOnly() throws Exception {
        Numbered.append(journal, 1, 6);

        for (Path file : List.of(path, aside(1), path.resolveSibling("events.jsonl.lock"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void fileOfAnotherKind_isRefusedAndLeftAlone() throws Exception {
        Path other = path.resolveSibling("precious.json");
        Files.writeString(other, "{\n  \"a\": 1\n}");

        assertThatThrownBy(Numbered.journal(other)::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(other + " is no journal")
                .hasMessageContaining("name another file");
        assertThat(other).hasContent("{\n  \"a\": 1\n}");
        assertThatThrownBy(Numbered.journal(other)::open).hasMessageContaining("is no journal");
    }

    private void restart() throws IOException {
        journal.close();
        journal = Numbered.journal(path, new Rotation(path, 5L * LINE, 3), disk::open);
        journal.open();
    }

    private List<String> all() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : List.of(aside(3), aside(2), aside(1), path)) {
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private Path aside(int number) {
        return path.resolveSibling("events." + number + ".jsonl");
    }
}
