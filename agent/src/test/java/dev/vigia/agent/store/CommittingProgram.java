package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.api.AccountBaselined;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Looks at changing chats of several accounts, a thread each, and commits what it sees, until it is killed. Says of each commit and each ack
 * that it returned. A baseline is that of {@link #baseline}, so that others know it.
 */
final class CommittingProgram {
    static final int ACCOUNTS = 4;
    private static final int CHATS = 12;

    private CommittingProgram() {}

    public static void main(String[] arguments) throws StoreException {
        Store store = new TestStore(Path.of(arguments[0])).open();
        long seed = Long.parseLong(arguments[1]);
        for (int n = 0; n < ACCOUNTS; n++) {
            int account = n;
            new Thread(() -> run(() -> look(store, account, seed))).start();
            new Thread(() -> run(() -> deliver(store, account(account)))).start();
        }
    }

    static String account(int n) {
        return "account" + n;
    }

    static Look baseline(int account) {
        Look look = new Look(Snapshot.EMPTY, TestStore.NOON);
        look.see(page(new RandomChats(account)));
        return look;
    }

    static List<ChatSeen> page(RandomChats random) {
        return page(random, CHATS);
    }

    private static List<ChatSeen> page(RandomChats random, int size) {
        return IntStream.range(0, size).mapToObj(n -> random.seen("55" + n)).toList();
    }

    private static void look(Store store, int n, long seed) throws StoreException {
        RandomChats random = new RandomChats(seed * ACCOUNTS + n);
        AccountState state = store.accounts().load(account(n));
        while (true) {
            boolean first = !state.baselined();
            Look look = first ? baseline(n) : new Look(state.snapshot(), TestStore.NOON.plusSeconds(state.revision()));
            if (!first) {
                look.see(page(random, 1 + random.upTo(CHATS + 5)));
            }
            Look.Outcome outcome = look.outcome();
            List<Fact> facts = new ArrayList<>(first ? List.of() : outcome.facts());
            if (first) {
                facts.add(meta -> new AccountBaselined(meta, CHATS));
            }
            state = store.accounts()
                    .commit(state, new LookCommit(outcome.at(), true, TestStore.HEALTHY, outcome.changed(), facts));
            say("commit " + state.account() + " " + state.revision());
        }
    }

    private static void deliver(Store store, String account) throws StoreException {
        store.deliveries("journal", account).begin(false, TestStore.NOON);
        long cursor = store.deliveries("journal", account).progress().cursor();
        while (true) {
            List<KeptEvent> next = store.events().after(account, cursor, 64);
            if (!next.isEmpty()) {
                cursor = next.get(next.size() - 1).sequence();
                store.deliveries("journal", account).ack(Map.of(), cursor, TestStore.NOON);
                say("ack " + account + " " + cursor);
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private interface Work {
        void run() throws StoreException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (StoreException e) {
            say("failed " + e.getMessage());
        }
    }
}
