package dev.vigia.agent.built;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Stands between an agent's process and its machine, to set the clock and to slow down the disk while the agent runs. */
final class Preloaded {
    private static final String SOURCE = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdint.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            static volatile int64_t *faults; // seconds that the clock is ahead; microseconds that a file needs to be durable

            __attribute__((constructor)) static void begin(void) {
                char *path = getenv("FAULTS");
                int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
                void *map = file < 0 ? MAP_FAILED : mmap(0, 16, PROT_READ, MAP_SHARED, file, 0);
                if (map != MAP_FAILED) faults = map;
                if (file >= 0) close(file);
            }

            int clock_gettime(clockid_t clock, struct timespec *time) {
                int result = syscall(SYS_clock_gettime, clock, time);
                if (result == 0 && faults && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += faults[0];
                return result;
            }

            int gettimeofday(struct timeval *restrict time, void *restrict zone) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                time->tv_sec = now.tv_sec;
                time->tv_usec = now.tv_nsec / 1000;
                return 0;
            }

            time_t time(time_t *result) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (result) *result = now.tv_sec;
                return now.tv_sec;
            }

            static void wait_for_disk(int file) {
                char link[64], path[4096];
                snprintf(link, sizeof link, "/proc/self/fd/%d", file);
                ssize_t length = readlink(link, path, sizeof path - 1);
                if (length < 0 || !faults) return;
                path[length] = 0;
                if (strstr(path, "/vigia.db") && faults[1] > 0) usleep(faults[1]);
            }

            int fsync(int file) {
                wait_for_disk(file);
                return syscall(SYS_fsync, file);
            }

            int fdatasync(int file) {
                wait_for_disk(file);
                return syscall(SYS_fdatasync, file);
            }
            """;

    private final Path faults;

    /** Prepares it for what is started from now on in a place; skips the test where that cannot be. */
    Preloaded(Workplace workplace) {
        Path source = workplace.write("faults.c", SOURCE);
        Path library = workplace.file("faults.so");
        assumeTrue(
                Workplace.succeeds("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                        && Workplace.succeeds("env", "LD_PRELOAD=" + library, "true"),
                "this machine compiles and preloads no C");
        faults = workplace.write("faults", "\0".repeat(2 * Long.BYTES));
        workplace.environment("FAULTS", faults.toString()).environment("LD_PRELOAD", library.toString());
    }

    /** How much the clock is ahead from now on. */
    void clockIsAhead(Duration offset) {
        put(0, offset.toSeconds());
    }

    /** How much longer than usual the database takes from now on to be durable. */
    void diskTakes(Duration delay) {
        put(Long.BYTES, delay.toNanos() / 1_000);
    }

    private void put(int position, long value) {
        try (FileChannel file = FileChannel.open(faults, StandardOpenOption.WRITE)) {
            file.write(
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.nativeOrder())
                            .putLong(value)
                            .flip(),
                    position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
