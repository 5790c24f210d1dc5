package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FullDiskTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void storesNothingInPart_andGoesOn_whenTheDiskWasFull() throws Exception {
        Assumptions.assumeTrue(ChildJvm.canUnshare(), "no name spaces here");
        String disk = "mount -t tmpfs -o size=9m tmpfs '" + directory + "' && ";
        try (ChildJvm child = ChildJvm.startUnshared(disk, FillingProgram.class, directory, 3_000_000)) {
            assertThat(child.line())
                    .startsWith("full: The database " + directory)
                    .contains("the disk is full")
                    .contains("Free some space")
                    .contains("goes on by itself");
            child.tell("space");
            assertThat(child.restOfOutput()).containsExactly("recovered", "reopened");
            assertThat(child.exitCode()).isZero();
        }
    }

    @Test
    void storesNothingInPart_andGoesOn_whenFilesCouldNotGrow() throws Exception {
        Assumptions.assumeTrue(ChildJvm.succeeds("prlimit", "--version"), "no prlimit here");
        String limit = "ulimit -S -f 5000 && ";
        try (ChildJvm child = ChildJvm.start(limit, FillingProgram.class, directory, 1)) {
            assertThat(child.line())
                    .startsWith("full: The database " + directory)
                    .contains("the disk refuses to read or write")
                    .contains("ulimit -f");
            assertThat(ChildJvm.succeeds("prlimit", "--pid", "" + child.pid(), "--fsize=unlimited"))
                    .isTrue();
            child.tell("space");
            assertThat(child.restOfOutput()).containsExactly("recovered", "reopened");
            assertThat(child.exitCode()).isZero();
        }
    }
}
