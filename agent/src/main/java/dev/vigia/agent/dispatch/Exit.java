package dev.vigia.agent.dispatch;

import java.util.Arrays;

/** Finds out who is ending the process. */
final class Exit {
    private Exit() {}

    /** Whether a thread of a group has called {@code System.exit} and waits for the process to end. */
    static boolean isUnderWayIn(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int found = group.enumerate(threads);
        return Arrays.stream(threads, 0, found).anyMatch(Exit::isUnderWayIn);
    }

    private static boolean isUnderWayIn(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }
}
