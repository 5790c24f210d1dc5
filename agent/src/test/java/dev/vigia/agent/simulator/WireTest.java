package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The forms in which the same chats are answered. */
class WireTest {
    private static final Instant NOW = Instant.parse("2026-01-15T17:20:07.250Z");
    private static final long NOW_MILLIS = NOW.toEpochMilli();

    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension(Clock.fixed(NOW, ZoneOffset.UTC));

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void twoChats() {
        account = extension.account("sales");
        client = new Client(extension.simulator());
        account.add("5531990000001", "Ana");
        account.receive("5531990000001", 5);
        account.mute("5531990000001", NOW.plusSeconds(60));
        account.markSpam("5531990000001");
        account.add("120363381681585792-group", "Entregas");
    }

    private String served() {
        return Client.text(client.get(account, "/chats?page=1&pageSize=10"));
    }

    @Test
    void today_isStringsMillisecondsAndLid() {
        assertThat(served())
                .isEqualTo("[{\"name\":\"Ana\",\"phone\":\"5531990000001\",\"unread\":\"5\",\"lastMessageTime\":\""
                        + NOW_MILLIS
                        + "\",\"isMuted\":\"1\",\"isMarkedSpam\":\"true\",\"messagesUnread\":\"5\",\"lid\":\"21000000991355@lid\","
                        + "\"pinned\":\"false\",\"archived\":\"false\",\"muteEndTime\":" + (NOW_MILLIS + 60_000)
                        + ",\"isGroup\":false,\"isGroupAnnouncement\":false},"
                        + "{\"name\":\"Entregas\",\"phone\":\"120363381681585792-group\",\"unread\":\"0\",\"lastMessageTime\":\"0\","
                        + "\"isMuted\":\"0\",\"isMarkedSpam\":\"false\",\"messagesUnread\":\"0\",\"pinned\":\"false\","
                        + "\"archived\":\"false\",\"isGroup\":true,\"isGroupAnnouncement\":false}]");
    }

    @Test
    void seed_isStringsAndSecondsUnderTheFirstKeys() {
        account.wire(WireStyle.SEED);
        account.remove("120363381681585792-group");
        assertThat(served())
                .isEqualTo(
                        "[{\"name\":\"Ana\",\"phone\":\"5531990000001\",\"unread\":\"5\",\"lastMessageTime\":\""
                                + NOW.getEpochSecond()
                                + "\",\"isMuted\":\"1\",\"isMarkedSpam\":\"true\",\"profileThumbnail\":null,\"messagesUnread\":0}]");
    }

    @Test
    void typed_isNumbersAndBooleans() {
        account.wire(WireStyle.TYPED);
        account.pin("5531990000001");
        Map<String, Object> ana =
                Client.list(served().getBytes(StandardCharsets.UTF_8)).get(0);
        assertThat(ana)
                .containsEntry("unread", 5.0)
                .containsEntry("lastMessageTime", (double) NOW_MILLIS)
                .containsEntry("isMuted", true)
                .containsEntry("isMarkedSpam", true)
                .containsEntry("pinned", true)
                .containsEntry("archived", false)
                .containsEntry("isGroup", false);
    }

    @Test
    void wrapped_isAnObjectAroundTheList() {
        account.wire(WireStyle.TODAY.wrappedIn("value"));
        assertThat(served()).startsWith("{\"value\":[{").endsWith("}]}");
    }

    @Test
    void styleLeavesOutKeysAndChangesUnitsAndIds() {
        account.wire(
                WireStyle.TODAY.inSeconds().withLidAsPhone().without("unread").without("name"));
        assertThat(client.chats(account, 1, 10).get(0))
                .containsEntry("lastMessageTime", Long.toString(NOW.getEpochSecond()))
                .containsEntry("phone", "21000000991355@lid")
                .doesNotContainKeys("unread", "name");
        account.wire(WireStyle.SEED.inMilliseconds());
        assertThat(client.chats(account, 1, 10).get(0)).containsEntry("lastMessageTime", Long.toString(NOW_MILLIS));
    }

    @Test
    void muteThatRanOut_staysToBeSeenWhenItIsTakenBack() {
        account.mute("5531990000001", NOW.minusSeconds(1));
        assertThat(client.chats(account, 1, 1).get(0)).containsEntry("isMuted", "1");
        account.unmute("5531990000001");
        assertThat(client.chats(account, 1, 1).get(0))
                .containsEntry("isMuted", "0")
                .containsEntry("muteEndTime", (double) NOW_MILLIS - 1000);
        account.mute("5531990000001");
        assertThat(client.chats(account, 1, 1).get(0)).containsEntry("muteEndTime", -1.0);
        account.unmute("5531990000001");
        assertThat(client.chats(account, 1, 1).get(0)).doesNotContainKey("muteEndTime");
    }

    @Test
    void markUnreadByHand_isMinusOne() {
        account.markUnread("21000000991355@lid");
        assertThat(client.chats(account, 1, 1).get(0))
                .containsEntry("unread", "-1")
                .containsEntry("messagesUnread", "0");
    }

    @Test
    void noteKeepsItsIdAndFirstTime() {
        account.note("5531990000001", "nota \"1\"");
        Object first = client.chats(account, 1, 1).get(0).get("notes");
        account.note("5531990000001", "nota 2");
        assertThat(first)
                .isEqualTo(Map.of(
                        "id",
                        "note-5531990000001",
                        "content",
                        "nota \"1\"",
                        "createdAt",
                        (double) NOW_MILLIS,
                        "lastUpdateAt",
                        (double) NOW_MILLIS));
        assertThat(account.chat("5531990000001").note())
                .isNotNull()
                .satisfies(note -> assertThat(note.content()).isEqualTo("nota 2"));
    }

    @Test
    void photosAreSignedAnewByEveryAnswer_andNameTheSamePicture() {
        account.photo("5531990000001", "/v/t61.24694-24/1_2_3_n.jpg");
        String once = String.valueOf(client.chats(account, 1, 1).get(0).get("profileThumbnail"));
        String again = String.valueOf(client.chats(account, 1, 1).get(0).get("profileThumbnail"));
        assertThat(again).isNotEqualTo(once).matches("https://.*\\?ccb=11-4&oh=[0-9a-f]{32}&oe=[0-9a-f]{8}");
        assertThat(once.replaceAll("\\?.*", ""))
                .isEqualTo(again.replaceAll("\\?.*", ""))
                .endsWith("/v/t61.24694-24/1_2_3_n.jpg");
        account.resignPhotos(false);
        assertThat(client.get(account, "/chats?page=1&pageSize=1").body())
                .isEqualTo(client.get(account, "/chats?page=1&pageSize=1").body());
    }

    @Test
    void listIsCompressedForWhoAsks_signedOrNot() {
        account.photo("5531990000001", "/v/1_n.jpg");
        for (boolean signed : List.of(true, false)) {
            account.resignPhotos(signed);
            var response = client.get(account, "/chats?page=1&pageSize=10", "Accept-Encoding", "gzip");
            assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(Client.list(Client.gunzip(response.body()))).hasSize(2);
        }
        account.gzip(false);
        assertThat(client.get(account, "/chats?page=1&pageSize=10", "Accept-Encoding", "gzip")
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void samplesAreServedToTheByte_andCutIntoPages() {
        account.serve(Sample.SEED.json());
        assertThat(served()).isEqualTo(Sample.SEED.json());
        assertThat(client.chats(account, 2, 10)).isEmpty();
        account.serve(Sample.WIRE_2026.json());
        assertThat(client.chats(account, 1, 3)).hasSize(3);
        assertThat(client.chats(account, 2, 3))
                .extracting(chat -> chat.get("phone"))
                .containsExactly("5531990000002", "5531990000003-broadcast");
        account.serve("[{,]");
        assertThat(served()).isEqualTo("[{,]");
        account.serveChats();
        assertThat(client.chats(account, 1, 10)).hasSize(2);
    }

    @Test
    void ownCallsTellOfTheInstance() {
        account.connectedPhone("5511988887777");
        assertThat(Client.object(client.get(account, "/status").body()))
                .isEqualTo(
                        Map.of("connected", true, "smartphoneConnected", true, "error", "You are already connected."));
        assertThat(Client.text(client.get(account, "/me"))).contains("5511988887777");
        assertThat(Client.text(client.get(account, "/device"))).contains("5511988887777");
        assertThat(Client.object(client.get(account, "/chats/5531990000001").body()))
                .containsEntry("name", "Ana")
                .containsKey("about");
        account.disconnect();
        assertThat(Client.object(client.get(account, "/status").body())).containsEntry("connected", false);
        assertThat(served()).isEqualTo("[]");
        account.connect();
        assertThat(client.chats(account, 1, 10)).hasSize(2);
    }

    @Test
    void changedChatsAreOtherValues() {
        SimulatedChat before = account.chat("5531990000001");
        SimulatedChat after = account.archive("5531990000001");
        assertThat(before.is(Flag.ARCHIVED)).isFalse();
        assertThat(after).isEqualTo(before.with(Flag.ARCHIVED)).isEqualTo(account.chat("5531990000001"));
    }
}
