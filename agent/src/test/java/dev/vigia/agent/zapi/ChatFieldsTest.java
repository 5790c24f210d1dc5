package dev.vigia.agent.zapi;

import static dev.vigia.agent.zapi.Decoding.chatWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.api.ChatKind;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatFieldsTest {
    // In these tables `'` quotes, "null" and an empty column are Java's null, and `~` leaves the field out.

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "5511999999999, ~, 5511999999999, null, PERSON",
                "5511999999999, 111@lid, 5511999999999, 111@lid, PERSON",
                "222@lid, ~, null, 222@lid, PERSON",
                "222@lid, 111@lid, null, 111@lid, PERSON",
                "~, 111@lid, null, 111@lid, PERSON",
                "'', 111@lid, null, 111@lid, PERSON",
                "5511999999999, 111, 5511999999999, null, PERSON",
                "120363381681585792-group, ~, 120363381681585792-group, null, GROUP",
                "5511999999999-1623281429, ~, 5511999999999-1623281429, null, GROUP",
                "5511999999999-162328142, ~, 5511999999999-162328142, null, OTHER",
                "5531990000003-broadcast, ~, 5531990000003-broadcast, null, BROADCAST",
                "1623281429@broadcast, ~, 1623281429@broadcast, null, BROADCAST",
                "status@broadcast, ~, status@broadcast, null, STATUS",
                "status, ~, status, null, STATUS",
                "120363381681585792@newsletter, ~, 120363381681585792@newsletter, null, NEWSLETTER",
                "120363381681585792, ~, 120363381681585792, null, NEWSLETTER",
                "something, ~, something, null, OTHER",
            })
    void identityAndKind_byTheFormOfTheId(
            String phone, String lid, @Nullable String seenPhone, @Nullable String seenLid, ChatKind kind)
            throws ZApiException {
        ChatSeen chat = Decoding.page("[{" + string("phone", phone) + string("lid", lid) + "\"x\":0}]")
                .chats()
                .get(0);

        assertThat(chat.phone()).isEqualTo(seenPhone);
        assertThat(chat.lid()).isEqualTo(seenLid);
        assertThat(chat.kind()).isEqualTo(kind);
    }

    private static String string(String key, String value) {
        return value.equals("~") ? "" : "\"" + key + "\":\"" + value + "\",";
    }

    @ParameterizedTest
    @CsvSource({
        "5511999999999, true, GROUP",
        "222@lid, true, GROUP",
        "5531990000003-broadcast, '\"true\"', GROUP",
        "120363381681585792, 1, GROUP",
        "120363381681585792-group, false, OTHER",
        "5511999999999-1623281429, '\"false\"', OTHER",
        "5511999999999-1623281429, null, GROUP",
        "5511999999999-1623281429, '\"perhaps\"', GROUP",
        "5531990000003-broadcast, false, BROADCAST",
    })
    void isGroup_countsMoreThanTheFormOfTheId(String phone, String isGroup, ChatKind kind) throws ZApiException {
        ChatSeen chat = Decoding.page("[{\"isGroup\":" + isGroup + ",\"phone\":\"" + phone + "\"}]")
                .chats()
                .get(0);

        assertThat(chat.kind()).isEqualTo(kind);
    }

    @Test
    void phone_mayBeANumber() throws ZApiException {
        assertThat(Decoding.page("[{\"phone\":5511999999999}]").chats())
                .extracting(ChatSeen::phone)
                .containsExactly("5511999999999");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'name':'Ana','unread':'5'}",
                "{'phone':null,'lid':null}",
                "{'phone':'','lid':''}",
                "{'phone':true}",
                "{'phone':{'id':'5511'}}",
                "{'phone':['5511']}",
                "{'phone':5.5e11}",
                "{'phone':'55 11'}",
                "{'phone':'55\\u000011'}",
                "{'phone':'..'}",
                "{'phone':'5511','phone':'5512'}",
            },
            quoteCharacter = '`')
    void entryWithoutAnIdentity_isSkippedAndCounted(String entry) throws ZApiException {
        DecodedPage page = Decoding.page(
                "[{'phone':'1'},ENTRY,{'lid':'2@lid'}]".replace("ENTRY", entry).replace('\'', '"'));

        assertThat(page.chats()).hasSize(2);
        assertThat(page.skipped()).isEqualTo(1);
        assertThat(page.rows()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"BMA Adm\" | BMA Adm",
                "\"4 Ever\" | 4 Ever",
                "\"Ação ☎\" | Ação ☎",
                "\"\" | null",
                "\"  \" | null",
                "\"5511999999999\" | null",
                "\"+55 (11) 99999-9999\" | null",
                "\"\u202a+55\u00a011\u00a099999\u20119999\u202c\" | null",
                "\"65998849469@lid\" | null",
                "\"-\" | -",
                "\"A\\ud83da\" | A\ufffda",
                "\"A\\u0000a\" | A\ufffda",
                "5511999999999 | null",
                "null | null",
                "true | null",
                "{\"first\":\"Ana\"} | null",
            })
    void name_onlyIfItIsARealOne(String json, @Nullable String name) throws ZApiException {
        // The table cannot tell JSON's null from Java's.
        assertThat(chatWith("\"name\":" + json).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'\"0\"', 0",
                "'\"5\"', 5",
                "'\"4711\"', 4711",
                "5, 5",
                "5.0, 5",
                "'\"-1\"', -1",
                "-1, -1",
                "'\"abc\"', -",
                "'\"\"', -",
                "null, -",
                "true, -",
                "[5], -",
                "{}, -",
                "-2, -",
                "1.5, -",
                "2147483648, -",
                "1e99999999, -",
                "'\"NaN\"', -",
            })
    void unread_inEveryForm(String json, @Nullable Integer unread) throws ZApiException {
        assertThat(chatWith("\"unread\":" + json).unread()).isEqualTo(unread);
    }

    @Test
    void markedUnread_isWhatStateCallsIt() throws ZApiException {
        assertThat(chatWith("\"unread\":\"-1\"").unread()).isEqualTo(ChatState.MARKED_UNREAD);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'\"1622991687\"', 1622991687000",
                "1622991687, 1622991687000",
                "'\"1768497607000\"', 1768497607000",
                "1768497607000, 1768497607000",
                "1.768497607E12, 1768497607000",
                "'\"100000000000\"', 100000000000000",
                "'\"100000000001\"', 100000000001",
                "'\"0\"', 0",
                "0, 0",
                "'\"\"', 0",
                "null, -",
                "false, -",
                "'\"soon\"', -",
                "-5, -",
                "253402300799999, 253402300799999",
                "253402300800000, -",
                "9223372036854775807, -",
                "'\"99999999999999999999999\"', -",
            })
    void lastMessageTime_inEveryForm(String json, @Nullable Long millis) throws ZApiException {
        assertThat(chatWith("\"lastMessageTime\":" + json).lastMessageAt()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-1, 9223372036854775807",
                "'\"-1\"', 9223372036854775807",
                "1955953774000, 1955953774000",
                "'\"1955953774000\"', 1955953774000",
                "1955953774, 1955953774000",
                "0, -",
                "'\"\"', -",
                "null, -",
                "'\"abc\"', -",
                "-2, -",
            })
    void muteEndTime_inEveryForm(String json, @Nullable Long millis) throws ZApiException {
        assertThat(chatWith("\"muteEndTime\":" + json).muteEnd()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "true, true",
                "false, false",
                "'\"true\"', true",
                "'\"false\"', false",
                "'\"True\"', true",
                "'\"1\"', true",
                "'\"0\"', false",
                "1, true",
                "0, false",
                "2, -",
                "'\"\"', -",
                "'\"yes\"', -",
                "null, -",
                "[true], -",
                "{}, -",
            })
    void flags_inEveryForm(String json, @Nullable Boolean flag) throws ZApiException {
        assertFlag("isMuted", json, ChatSeen::muted, flag);
        assertFlag("isMarkedSpam", json, ChatSeen::spam, flag);
        assertFlag("archived", json, ChatSeen::archived, flag);
        assertFlag("pinned", json, ChatSeen::pinned, flag);
        assertFlag("isGroupAnnouncement", json, ChatSeen::announcement, flag);
    }

    private static void assertFlag(
            String key, String json, Function<ChatSeen, @Nullable Boolean> of, @Nullable Boolean flag)
            throws ZApiException {
        assertThat(of.apply(chatWith("\"" + key + "\":" + json))).as(key).isEqualTo(flag);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'\"https://pps.whatsapp.net/v/t61/1_n.jpg?ccb=11-4&oh=4b&oe=60\"', /v/t61/1_n.jpg",
                "'\"https://media.cdn.whatsapp.net/v/t61/1_n.jpg\"', /v/t61/1_n.jpg",
                "'\"https://h/v/a.jpg#/x?y\"', /v/a.jpg",
                "'\"https://h/?a=/b\"', -",
                "'\"https://h?a=/b\"', -",
                "'\"https://h\"', -",
                "'\"null\"', -",
                "'\"\"', -",
                "null, -",
                "5, -",
            })
    void photo_isOnlyThePath(String json, @Nullable String path) throws ZApiException {
        assertThat(chatWith("\"profileThumbnail\":" + json).photo()).isEqualTo(path);
    }

    @Test
    void notes_inEveryForm() throws ZApiException {
        assertThat(note("{'id':'K=','content':'nota','createdAt':1655953774000,'lastUpdateAt':'1655953775'}"))
                .isEqualTo(new NoteState("K=", "nota", 1655953774000L, 1655953775000L));
        assertThat(note("{'content':'','createdAt':null,'x':[1]}")).isEqualTo(new NoteState("", "", null, null));
        assertThat(note("{'id':'K='}")).isNull();
        assertThat(note("{}")).isNull();
        assertThat(note("null")).isNull();
        assertThat(note("'nota'")).isNull();
        assertThat(note("[]")).isNull();
        assertThat(note("{'content':'nota','content':'outra'}")).isNull();
    }

    private static @Nullable NoteState note(String json) throws ZApiException {
        return chatWith("\"notes\":" + json.replace('\'', '"')).note();
    }

    @Test
    void absentFields_areUnknown() throws ZApiException {
        assertThat(chatWith("\"messagesUnread\":5,\"about\":{\"a\":[[]]}"))
                .isEqualTo(new ChatSeen(
                        "5511999999999",
                        null,
                        ChatKind.PERSON,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }

    @Test
    void fieldThatComesTwice_isUnknown() throws ZApiException {
        ChatSeen chat = chatWith("\"unread\":1,\"pinned\":true,\"unread\":2,\"unread\":3,\"\\u0070inned\":true");

        assertThat(chat.unread()).isNull();
        assertThat(chat.pinned()).isNull();
        assertThat(chat.phone()).isEqualTo("5511999999999");
    }
}
