package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.simulator.SimulatorExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose database could not be written for a while goes on by itself, and keeps every promise. */
@ExtendWith(SimulatorExtension.class)
class DiskFaultsIT {
    private static final Duration SOME_TIME = Duration.ofSeconds(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory = Path.of("");

    @Test
    void goesOnByItself_whenTheDiskWasFull(Simulator simulator) {
        assumeTrue(
                Workplace.succeeds("unshare", "-Urm", "sh", "-c", "mount -t tmpfs none /mnt"),
                "this machine lets nobody mount a disk");
        Ordeal.with(simulator, directory, ordeal -> {
            ordeal.workplace()
                    .startedBy(
                            "unshare",
                            "-Urm",
                            "sh",
                            "-c",
                            "mount -t tmpfs -o size=32m,mode=700 tmpfs data && exec \"$@\"",
                            "sh");
            try (RunningAgent agent = ordeal.begin()) {
                Path disk = Path.of(
                        "/proc/" + agent.pid() + "/root" + ordeal.workplace().file("data"));
                ordeal.awaitLooks(agent, 2);
                Path ballast = disk.resolve("ballast");
                fill(ballast);
                agent.awaitErr("the disk is full");
                agent.runsFor(SOME_TIME);
                delete(ballast);
                Proof proof = ordeal.end(agent, () -> copy(agent, disk, ordeal.databaseFile()));
                assertThat(proof.actions()).containsOnlyKeys("done");
            }
        });
    }

    private static void fill(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] bytes = new byte[4096];
            for (int written = 0; written < 64 << 20; written += bytes.length) {
                out.write(bytes);
            }
        } catch (IOException e) {
            return; // full
        }
        throw new IllegalStateException("the disk is larger than it should be");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The disk ends with the process, so what is on it is brought to where it can be read. */
    private static void copy(RunningAgent agent, Path disk, Path database) {
        agent.freeze();
        try {
            for (String end : List.of("", "-wal", "-shm")) {
                Path copy = database.resolveSibling(database.getFileName() + end);
                delete(copy);
                if (!end.equals("-shm")) {
                    Files.copy(disk.resolve(copy.getFileName()), copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            agent.thaw();
        }
    }

    @Test
    void goesOnByItself_whenFilesCouldNotGrow(Simulator simulator) {
        assumeTrue(Workplace.succeeds("prlimit", "--version"), "this machine has no prlimit");
        Ordeal.with(simulator, directory, ordeal -> {
            try (RunningAgent agent = ordeal.begin()) {
                ordeal.awaitLooks(agent, 2);
                // The -wal is larger soon; what the plugins write stays smaller.
                limit(agent, Integer.toString(512 << 10));
                agent.awaitErr("the disk refuses to read or write");
                agent.runsFor(SOME_TIME);
                limit(agent, "unlimited");
                assertThat(ordeal.end(agent).actions()).containsOnlyKeys("done");
            }
        });
    }

    private static void limit(RunningAgent agent, String bytes) {
        Workplace.succeed("prlimit", "--pid", Long.toString(agent.pid()), "--fsize=" + bytes + ":");
    }

    @Test
    void goesOnByItself_whenAnotherProgramLockedTheDatabase(Simulator simulator) {
        Ordeal.with(simulator, directory, ordeal -> {
            try (RunningAgent agent = ordeal.begin();
                    Database other = ordeal.database()) {
                ordeal.awaitLooks(agent, 2);
                other.hold();
                agent.runsFor(Duration.ofSeconds(8));
                other.release();
                ordeal.awaitLooks(agent, 2);
                // Longer than anybody waits for it.
                other.hold();
                agent.awaitErr("another program keeps it locked");
                agent.runsFor(SOME_TIME);
                other.release();
                assertThat(ordeal.end(agent).actions()).containsOnlyKeys("done");
            }
        });
    }

    @Test
    void keepsEveryPromise_whenTheDiskIsSlow(Simulator simulator) {
        Ordeal.with(simulator, directory, ordeal -> {
            Preloaded faults = new Preloaded(ordeal.workplace());
            try (RunningAgent agent = ordeal.begin()) {
                faults.diskTakes(Duration.ofMillis(500));
                ordeal.awaitLooks(agent, 4);
                agent.runsFor(SOME_TIME);
                agent.kill();
            }
            try (RunningAgent agent = ordeal.start()) {
                ordeal.awaitLooks(agent, 2);
                faults.diskTakes(Duration.ZERO);
                ordeal.end(agent);
            }
        });
    }
}
