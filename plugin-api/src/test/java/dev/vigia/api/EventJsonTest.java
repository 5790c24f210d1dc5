package dev.vigia.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.Moshi;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JSON of events: keys, their order and their values are promised to whoever reads a journal. */
class EventJsonTest {
    private static final JsonAdapter<Object> JSON = new Moshi.Builder().build().adapter(Object.class);

    private static final String ENVELOPE = "{\"specversion\":\"1.0\",\"type\":\"dev.vigia.%s\","
            + "\"source\":\"/vigia/accounts/sales\",%s\"id\":\"sales-7\",\"time\":\"2026-01-15T17:20:07.250Z\","
            + "\"sequence\":\"0000000000000000007\",\"datacontenttype\":\"application/json\",\"dataschema\":\"urn:vigia:event-data:1\","
            + "\"data\":{\"account\":\"sales\"%s}}";

    private static final String BARE = "{\"id\":\"5511987650001\",\"phone\":\"5511987650001\",\"lid\":null,"
            + "\"kind\":\"person\",\"name\":\"Ana\",\"unread\":0,\"markedUnread\":false,\"lastMessageAt\":null,"
            + "\"muted\":false,\"mutedUntil\":null,\"spam\":false,\"archived\":false,\"pinned\":false,"
            + "\"announcement\":false,\"photo\":null,\"note\":null}";

    private static final String FULL = "{\"id\":\"120363000000000001-group\","
            + "\"phone\":\"120363000000000001-group\",\"lid\":\"111222333@lid\",\"kind\":\"group\","
            + "\"name\":\"Família\",\"unread\":5,\"markedUnread\":true,\"lastMessageAt\":\"2026-01-15T17:20:05Z\","
            + "\"muted\":true,\"mutedUntil\":\"forever\",\"spam\":true,\"archived\":true,\"pinned\":true,"
            + "\"announcement\":true,\"photo\":\"/v/t61.24694-24/1_n.jpg\","
            + "\"note\":{\"id\":\"n1\",\"content\":\"calls on Mondays\",\"createdAt\":\"2026-01-15T17:20:05Z\","
            + "\"updatedAt\":null}}";

    private static final SampleMeta META = SampleMeta.SEVENTH;

    @Test
    void chatEvent_tellsBothStatesInFull() {
        Chat before = SampleChat.bare("Ana");
        String subject = "\"subject\":\"120363000000000001-group\",";
        String data = ",\"chat\":" + FULL + ",\"before\":" + BARE;

        assertThat(new NewUnread(META, before, SampleChat.full()).toJson())
                .isEqualTo(ENVELOPE.formatted("chat.new-unread", subject, data));
    }

    @Test
    void addedChat_wasNothingBefore() {
        assertThat(new ChatAdded(META, SampleChat.bare("Ana")).toJson())
                .isEqualTo(ENVELOPE.formatted(
                        "chat.added", "\"subject\":\"5511987650001\",", ",\"chat\":" + BARE + ",\"before\":null"));
    }

    @Test
    void removedChat_isNothingNow() {
        assertThat(new ChatRemoved(META, SampleChat.bare("Ana")).toJson())
                .isEqualTo(ENVELOPE.formatted(
                        "chat.removed", "\"subject\":\"5511987650001\",", ",\"chat\":null,\"before\":" + BARE));
    }

    static Stream<List<Object>> accountEvents() {
        Instant since = Instant.parse("2026-01-15T17:00:00Z");
        return Stream.of(
                List.of(new AccountBaselined(META, 412), "account.baselined", ",\"chats\":412"),
                List.of(
                        new AccountMassChange(META, "chat.read", 120),
                        "account.mass-change",
                        ",\"what\":\"chat.read\",\"chats\":120"),
                List.of(new AccountConnected(META), "account.connected", ""),
                List.of(new AccountDisconnected(META), "account.disconnected", ""),
                List.of(
                        new AccountFailing(META, AccountFailing.UNREACHABLE, "no answer in 30 s"),
                        "account.failing",
                        ",\"reason\":\"unreachable\",\"detail\":\"no answer in 30 s\""),
                List.of(
                        new AccountRecovered(META, AccountFailing.UNREACHABLE, since),
                        "account.recovered",
                        ",\"reason\":\"unreachable\",\"failingSince\":\"2026-01-15T17:00:00Z\""));
    }

    @ParameterizedTest
    @MethodSource("accountEvents")
    void accountEvent_hasNoSubject(List<Object> row) {
        Event event = (Event) row.get(0);

        assertThat(event.toJson()).isEqualTo(ENVELOPE.formatted(row.get(1), "", row.get(2)));
    }

    static Stream<ActionEvent> actionEvents() {
        Action action = new SampleAction(
                "a1", "send-text", "night", "5511987650001", Optional.of("m1"), Optional.of("no answer"));
        return Stream.of(new ActionDone(META, action), new ActionFailed(META, action), new ActionInDoubt(META, action));
    }

    @ParameterizedTest
    @MethodSource("actionEvents")
    void actionEvent_tellsItsFateAndChat(ActionEvent event) {
        assertThat(event.toJson())
                .isEqualTo(ENVELOPE.formatted(
                        event.type(),
                        "\"subject\":\"5511987650001\",",
                        ",\"action\":{\"id\":\"a1\",\"kind\":\"send-text\",\"instance\":\"night\","
                                + "\"chat\":\"5511987650001\",\"messageId\":\"m1\",\"failure\":\"no answer\"}"));
    }

    @Test
    void notice_tellsItsPluginAndChat() {
        Chat ana = SampleChat.bare("Ana");

        assertThat(new PluginNotice(META, new SampleNotice("night", "waiting", "Ana waits", Optional.of(ana))).toJson())
                .isEqualTo(ENVELOPE.formatted(
                        "plugin.notice",
                        "\"subject\":\"5511987650001\",",
                        ",\"notice\":{\"instance\":\"night\",\"kind\":\"waiting\",\"text\":\"Ana waits\"},\"chat\":"
                                + ana.toJson()));
        assertThat(new PluginNotice(META, new SampleNotice("night", "flood", "21 chats", Optional.empty())).toJson())
                .isEqualTo(ENVELOPE.formatted(
                        "plugin.notice",
                        "",
                        ",\"notice\":{\"instance\":\"night\",\"kind\":\"flood\",\"text\":\"21 chats\"},\"chat\":null"));
    }

    @Test
    void actionWithoutMessage_keepsAllKeys() {
        Action action = new SampleAction("a1", "archive", "night", "5511987650001", Optional.empty(), Optional.empty());

        assertThat(new ActionDone(META, action).toJson()).endsWith("\"messageId\":null,\"failure\":null}}}");
    }

    @Test
    void endOfMute_isItsInstant() {
        Chat muted = new SampleChat(
                "1",
                Optional.empty(),
                Optional.empty(),
                ChatKind.OTHER,
                "",
                0,
                false,
                Optional.empty(),
                true,
                Optional.of(Instant.parse("2026-01-16T08:00:00Z")),
                false,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty());

        assertThat(new Muted(META, SampleChat.bare("Ana"), muted).toJson())
                .contains("\"phone\":null,", "\"muted\":true,\"mutedUntil\":\"2026-01-16T08:00:00Z\",");
    }

    static Stream<String> hostileTexts() {
        return Stream.of(
                "say \"hi\" \\ or /",
                "\"},\"id\":\"forged\",\"x\":{\"",
                "line\nbreak\r\n\ttab",
                "\u0000\u0001\b\f\u001b[31m\u007f\u0085",
                "a\u2028b\u2029c",
                "\ud83d\ude00 \ud83d\udc68\u200d\ud83d\udc69",
                "\u202egnp.exe",
                "Família \u00e7 \u65e5\u672c \u0645");
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void anyText_isReadBackAsItWas(String name) throws IOException {
        assertThat(nameReadBack(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void anyText_staysOnOneLine(String name) {
        assertThat(new ChatAdded(META, SampleChat.bare(name)).toJson().chars())
                .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }

    /** Half a pair cannot be written in UTF-8, and strict readers refuse it as an escape too. */
    @Test
    void halfASurrogatePair_becomesTheReplacementCharacter() throws IOException {
        assertThat(nameReadBack("a\ud83db")).isEqualTo("a\ufffdb");
        assertThat(nameReadBack("a\ude00b")).isEqualTo("a\ufffdb");
        assertThat(nameReadBack("\ude00\ud83d")).isEqualTo("\ufffd\ufffd");
        assertThat(nameReadBack("\ud83d\ud83d\ude00")).isEqualTo("\ufffd\ud83d\ude00");
    }

    @Test
    void account_isQuotedWithinTheSourceAddress() {
        SampleMeta meta = new SampleMeta("1", "São Paulo 50%/a?b", 7, META.time());

        assertThat(new AccountConnected(meta).toJson())
                .contains("\"source\":\"/vigia/accounts/S%C3%A3o%20Paulo%2050%25%2Fa%3Fb\"")
                .contains("\"account\":\"São Paulo 50%/a?b\"");
    }

    @Test
    void numbers_areWrittenInTheSameDigitsEverywhere() {
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

            assertThat(new AccountBaselined(META, 412).toJson())
                    .isEqualTo(ENVELOPE.formatted("account.baselined", "", ",\"chats\":412"));
        } finally {
            Locale.setDefault(usual);
        }
    }

    private static Object nameReadBack(String name) throws IOException {
        String json = new ChatAdded(META, SampleChat.bare(name)).toJson();
        Object event = Objects.requireNonNull(JSON.fromJson(json));
        assertThat(member(event, "id")).isEqualTo("sales-7");
        return member(member(member(event, "data"), "chat"), "name");
    }

    private static Object member(Object object, String key) {
        return Objects.requireNonNull(((Map<?, ?>) object).get(key));
    }
}
