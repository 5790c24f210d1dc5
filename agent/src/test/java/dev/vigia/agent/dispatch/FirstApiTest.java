package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.event.Meta;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.AnnouncementChanged;
import dev.vigia.api.Archived;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatActivity;
import dev.vigia.api.ChatAdded;
import dev.vigia.api.ChatIdentified;
import dev.vigia.api.ChatRead;
import dev.vigia.api.ChatRemoved;
import dev.vigia.api.Event;
import dev.vigia.api.EventMeta;
import dev.vigia.api.MarkedSpam;
import dev.vigia.api.MarkedUnread;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.NoteChanged;
import dev.vigia.api.PhotoChanged;
import dev.vigia.api.Pinned;
import dev.vigia.api.Renamed;
import dev.vigia.api.Unarchived;
import dev.vigia.api.UnmarkedSpam;
import dev.vigia.api.Unmuted;
import dev.vigia.api.Unpinned;
import dev.vigia.testkit.TestChat;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin that was built against the first plugin API, and uses all of it, runs as it did then. */
class FirstApiTest {
    /** Its source lies beside it. It is not built anew. */
    private static final Path VETERAN = Path.of("src", "test", "plugins", "0.1", "veteran.jar");

    private static final String SETTINGS = """
            key = k1, flag = true, size = 1 MiB, pause = 5s, opens = "09:00", from = "2026-01-31", zone = America/Sao_Paulo
            hook = "https://example.com", file = data, mood = loud, list = [a], set = [1, 2], map { a = 1s }, server { host = h }
            """;
    private static final TestChat ANA = TestChat.of("5511990000001")
            .withName("Ana")
            .withLid("111@lid")
            .withNote("calls")
            .withMuteUntil(Chat.FOREVER);
    private static final String AS_SEEN =
            "5511990000001 person Ana 1 12note-5511990000001calls" + "Optional.emptyOptional.empty";

    @FunctionalInterface
    private interface Pair {
        Event of(EventMeta meta, Chat before, Chat chat);
    }

    @Test
    void aPluginOfTheFirstApi_runsAsItDid(@TempDir Path directory) throws Exception {
        StoreStage stage = new StoreStage(directory);
        try {
            stage.baseline("5511990000001");
            stage.start(VETERAN, "veteran", SETTINGS);
            Fact[] facts = facts().toArray(Fact[]::new);

            stage.commit(facts);

            stage.eventually(() -> assertThat(stage.log()).contains("quiet"));
            stage.eventually(() -> assertThat(told(stage)).containsAll(expected()));
            stage.doFirstActionAndCommit(meta -> new AccountConnected(meta));
            stage.eventually(() -> assertThat(told(stage))
                    .contains("action.done 5511990000001 - done send-text one 5511990000001 true false -"));
            assertThat(stage.log().get(0))
                    .startsWith("set up one Settings[text=hi, key=(secret), flag=true, size=1048576,")
                    .endsWith(" true");
            assertThat(stage.log())
                    .contains(
                            "answer sales 1 false true 5511990000001 [last] [seen] PT5M3S true",
                            "job on sales, 1 chats");
            assertThat(stage.sent()).hasSize(13);
            assertThat(stage.deadLetters()).hasSize(1).first().asString().contains("gives up: no use");
        } finally {
            stage.close();
        }
    }

    private static List<String> told(StoreStage stage) {
        return stage.log().stream()
                .filter(line -> line.matches("(chat|account|action|plugin)\\..*"))
                .toList();
    }

    private static Stream<Fact> facts() {
        List<Fact> facts = new ArrayList<>(List.of(
                meta -> new AccountBaselined(meta, 7),
                meta -> new AccountMassChange(meta, "removed", 30),
                AccountConnected::new,
                AccountDisconnected::new,
                meta -> new AccountFailing(meta, AccountFailing.UNREACHABLE, "no answer"),
                meta -> new AccountRecovered(meta, AccountFailing.UNREACHABLE, Instant.EPOCH),
                meta -> new ChatAdded(meta, ANA.withUnread(1)),
                meta -> new ChatRemoved(meta, ANA.withUnread(1))));
        pairs().forEach(pair -> facts.add(meta -> pair.of(meta, ANA, ANA.withUnread(1))));
        return facts.stream();
    }

    private static Stream<Pair> pairs() {
        return Stream.of(
                ChatIdentified::new,
                NewUnread::new,
                ChatRead::new,
                MarkedUnread::new,
                ChatActivity::new,
                Renamed::new,
                Muted::new,
                Unmuted::new,
                MarkedSpam::new,
                UnmarkedSpam::new,
                Archived::new,
                Unarchived::new,
                Unpinned::new,
                PhotoChanged::new,
                NoteChanged::new,
                AnnouncementChanged::new,
                Pinned::new);
    }

    private static List<String> expected() {
        String before = AS_SEEN.replace("Ana 1", "Ana 0");
        List<String> expected = new ArrayList<>(List.of(
                "account.baselined - - 7",
                "account.mass-change - - removed30",
                "account.connected - - sales",
                "account.disconnected - - sales",
                "account.failing - - trueno answer",
                "account.recovered - - unreachabletrue",
                "chat.added 5511990000001 - " + AS_SEEN,
                "chat.removed 5511990000001 - " + AS_SEEN,
                "plugin.notice - one one seen on the whole -",
                "plugin.notice 5511990000001 one one seen of one 5511990000001"));
        pairs().map(pair -> pair.of(new Meta("id", "sales", 1, Instant.EPOCH), ANA, ANA)
                        .type())
                .forEach(type -> expected.add(type + " 5511990000001 - " + before + " > " + AS_SEEN));
        return expected;
    }
}
