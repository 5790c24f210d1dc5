package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.api.ChatKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many looks are committed a second by 1, 16 and 64 accounts at a time, each look with one changed chat and one event. Not a test: run
 * {@link #main} on the disk in question, with a directory of it as the argument; the database that it leaves there may be deleted.
 */
final class StoreBenchmark {
    private static final long ROUND_NANOS = 5_000_000_000L;
    private static final int ROUNDS = 3;

    private StoreBenchmark() {}

    public static void main(String[] arguments)
            throws IOException, StoreException, InterruptedException, ExecutionException {
        Path parent = Path.of(arguments.length > 0 ? arguments[0] : ".");
        Path directory = Files.createTempDirectory(parent.toAbsolutePath(), "store-benchmark");
        try (Store store = TestStore.in(directory).open()) {
            for (int round = 1; round <= ROUNDS; round++) {
                for (int accounts : List.of(1, 16, 64)) {
                    System.out.printf(
                            "round %d: %2d accounts: %,.0f commits/s%n",
                            round, accounts, commitsPerSecond(store, accounts));
                }
            }
        }
    }

    private static double commitsPerSecond(Store store, int accounts) throws InterruptedException, ExecutionException {
        ExecutorService pollers = Executors.newFixedThreadPool(accounts);
        long start = System.nanoTime();
        List<Callable<Integer>> work = new ArrayList<>();
        for (int n = 0; n < accounts; n++) {
            String account = "account" + n;
            work.add(() -> commit(store.accounts(), account, start + ROUND_NANOS));
        }
        int commits = 0;
        for (Future<Integer> done : pollers.invokeAll(work)) {
            commits += done.get();
        }
        pollers.shutdown();
        return commits * 1e9 / (System.nanoTime() - start);
    }

    private static int commit(Accounts accounts, String name, long end) throws StoreException {
        AccountState state = accounts.load(name);
        int commits = 0;
        for (; System.nanoTime() < end; commits++) {
            ChatState before = chat(commits);
            ChatState after = chat(commits + 1);
            state = accounts.commit(state, TestStore.look(List.of(after), List.of(TestStore.newUnread(before, after))));
        }
        return commits;
    }

    private static ChatState chat(int unread) {
        return new ChatState(
                "55119",
                "55119",
                "1@lid",
                ChatKind.PERSON,
                "Ana",
                unread,
                0L,
                false,
                null,
                false,
                false,
                false,
                false,
                null,
                null);
    }
}
