package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many ask while the world changes. */
class ConsistencyTest {
    private static final int THREADS = 8;
    private static final int PAGES = 100;

    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension();

    @Test
    void noPageShowsHalfAChange() throws Exception {
        SimulatedAccount account = extension.account("sales");
        Client client = new Client(extension.simulator());
        // The unread messages of all chats are always 100 together, and each page is in order.
        for (int i = 0; i < 20; i++) {
            account.add(SimulatedChat.of("phone-" + i, "name " + i).unread(5));
            account.photo("phone-" + i, "/v/" + i + "_n.jpg");
        }
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
        try {
            Future<Integer> changes = threads.submit(() -> change(account, done));
            List<Future<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                readers.add(threads.submit(() -> read(client, account)));
            }
            int worlds = 0;
            for (Future<Integer> reader : readers) {
                worlds += reader.get();
            }
            done.set(true);
            assertThat(changes.get()).isPositive();
            assertThat(worlds).as("changes seen by all readers").isGreaterThan(THREADS);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private static int change(SimulatedAccount account, AtomicBoolean done) {
        int changes = 0;
        for (int i = 0; !done.get(); i++) {
            String giver = "phone-" + i % 20;
            String taker = "phone-" + (i * 7 + 3) % 20;
            account.together(() -> {
                account.change(giver, chat -> chat.unread(chat.unread() - 1));
                account.receive(taker, 1);
            });
            changes++;
        }
        return changes;
    }

    private static int read(Client client, SimulatedAccount account) {
        int worlds = 0;
        long latest = -1;
        for (int i = 0; i < PAGES; i++) {
            List<Map<String, Object>> chats = client.chats(account, 1, 100);
            List<Long> times = new ArrayList<>();
            int unread = 0;
            for (Map<String, Object> chat : chats) {
                unread += Integer.parseInt((String) chat.get("unread"));
                times.add(Long.valueOf((String) chat.get("lastMessageTime")));
            }
            assertThat(chats).hasSize(20);
            assertThat(unread).isEqualTo(100);
            assertThat(times).isSortedAccordingTo((a, b) -> Long.compare(b, a));
            worlds += times.get(0) > latest ? 1 : 0;
            assertThat(times.get(0)).as("the world goes on").isGreaterThanOrEqualTo(latest);
            latest = times.get(0);
        }
        return worlds;
    }
}
