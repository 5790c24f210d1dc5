package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.api.ChatKind;
import dev.vigia.api.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Commits until the disk is full, checks that nothing is half there, waits for a line that tells of new space, and goes on. A file named
 * {@code ballast} that it made itself it deletes then.
 */
final class FillingProgram {
    private static final int CHATS = 40;

    private final Store store;

    private FillingProgram(Store store) {
        this.store = store;
    }

    public static void main(String[] arguments) throws IOException, StoreException {
        Path directory = Path.of(arguments[0]);
        Path ballast = directory.resolve("ballast");
        Files.write(ballast, new byte[Integer.parseInt(arguments[1])]);
        TestStore file = TestStore.in(directory);
        try (Store store = file.open()) {
            FillingProgram program = new FillingProgram(store);
            System.out.println("full: " + program.fill());
            System.in.read();
            Files.delete(ballast);
            for (int n = 0; n < 10; n++) {
                program.commit();
            }
            program.check();
            System.out.println("recovered");
        }
        try (Store store = file.open()) {
            new FillingProgram(store).check();
            System.out.println("reopened");
        }
    }

    private String fill() throws StoreException {
        String message = "";
        for (int failures = 0; failures < 5; ) {
            try {
                commit();
            } catch (StoreException e) {
                failures++;
                message = String.valueOf(e.getMessage());
                check();
            }
        }
        return message;
    }

    /** Every chat and every event bears the revision that it belongs to. */
    private void commit() throws StoreException {
        AccountState state = store.accounts().load("sales");
        long revision = state.revision() + 1;
        List<ChatState> chats =
                IntStream.range(0, CHATS).mapToObj(n -> chat("c" + n, revision)).toList();
        store.accounts()
                .commit(
                        state,
                        TestStore.look(
                                chats,
                                chats.stream()
                                        .map(chat -> TestStore.newUnread(chat, chat))
                                        .toList()));
    }

    private static ChatState chat(String id, long revision) {
        return new ChatState(
                id,
                null,
                null,
                ChatKind.PERSON,
                "n" + revision,
                null,
                revision,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private void check() throws StoreException {
        AccountState state = store.accounts().load("sales");
        long revision = state.revision();
        for (ChatState chat : state.snapshot().chats()) {
            demand(Long.valueOf(revision).equals(chat.lastMessageAt()), chat + " is not of revision " + revision);
        }
        List<Event> last = TestStore.events(store.events().after("sales", (revision - 1) * CHATS, 1000));
        demand(revision == 0 || last.size() == CHATS, last.size() + " events of the last commit");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            System.out.println("TORN: " + otherwise);
        }
    }
}
