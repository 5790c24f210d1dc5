package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills an agent again and again, at any moment of its life, on one database: {@code -Dvigia.kills=N} times, {@code -Dvigia.seed=S}. */
final class KillTest {
    private static final int LONGEST_LIFE_MILLIS = 1_500;

    @TempDir
    private Path directory = Path.of("");

    private final Map<String, Long> revisions = new TreeMap<>();
    private final Map<String, Long> acks = new TreeMap<>();
    private final List<Fold> folds = new ArrayList<>();

    @Test
    void keepsWhatItAcknowledged_howeverOftenItIsKilled() throws Exception {
        TestStore file = TestStore.in(directory);
        long seed = Long.getLong("vigia.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int n = 0; n < CommittingProgram.ACCOUNTS; n++) {
            folds.add(new Fold(CommittingProgram.baseline(n)));
        }
        for (int round = 0; round < Integer.getInteger("vigia.kills", 15); round++) {
            try (ChildJvm child = ChildJvm.start(CommittingProgram.class, file.file(), random.nextInt())) {
                // Half of them die while they open the store or soon after, the others while they are busy.
                if (round % 2 == 0) {
                    note(child.line());
                }
                child.waitFor(random.nextInt(LONGEST_LIFE_MILLIS) / (round % 2 + 1));
                child.kill();
                child.restOfOutput().forEach(this::note);
            }
            // Reading repairs nothing: what the next round begins with is what the kill left.
            if (round > 0) {
                try (Store store = file.openToRead()) {
                    verify(store, "seed " + seed + ", kill " + round);
                }
            }
        }
        try (Store store = file.open()) {
            verify(store, "seed " + seed + ", at the end");
        }
        assertThat(file.rows("PRAGMA integrity_check")).containsExactly("ok");
        assertThat(revisions).as("accounts with commits").hasSize(CommittingProgram.ACCOUNTS);
    }

    private void note(String line) {
        String[] words = line.split(" ", 3);
        assertThat(words[0]).as(line).isIn("commit", "ack");
        (words[0].equals("commit") ? revisions : acks).put(words[1], Long.valueOf(words[2]));
    }

    private void verify(Store store, String when) throws StoreException {
        for (int n = 0; n < CommittingProgram.ACCOUNTS; n++) {
            String account = CommittingProgram.account(n);
            AccountState state = store.accounts().load(account);
            long acknowledged = revisions.getOrDefault(account, 0L);
            assertThat(state.revision())
                    .as("%s: revision of %s", when, account)
                    .isBetween(acknowledged, acknowledged + 1);
            revisions.put(account, state.revision());
            Fold fold = folds.get(n);
            fold.takeAll(store.events(), account);
            fold.assertSame(state.snapshot().chats());
            if (acks.containsKey(account)) {
                assertThat(store.deliveries("journal", account).progress().cursor())
                        .as("%s: cursor of %s", when, account)
                        .isBetween(acks.get(account), fold.sequence());
            }
        }
    }
}
