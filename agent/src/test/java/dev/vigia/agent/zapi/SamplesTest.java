package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.agent.zapi.Answer.Coding;
import dev.vigia.api.ChatKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final String PHOTO = "/v/t61.24694-24/170931400_212202650511993_3423338295209291992_n.jpg";

    @Test
    void theSeed() throws ZApiException {
        DecodedPage page = Decoding.page(Decoding.sample("seed.json"), Coding.PLAIN, Decoding.MAX_BODY);

        assertThat(page.skipped()).isZero();
        assertThat(page.chats())
                .containsExactly(
                        seed("Z-API SUPORTE", 1622991687000L, null), seed("Z-api - Team", 1622990503000L, PHOTO));
    }

    private static ChatSeen seed(String name, long time, @Nullable String photo) {
        return new ChatSeen(
                "5511999999999",
                null,
                ChatKind.PERSON,
                name,
                0,
                time,
                false,
                null,
                false,
                null,
                null,
                null,
                photo,
                null);
    }

    @Test
    void theWire() throws ZApiException {
        byte[] gzipped = Decoding.gzipped(Decoding.sample("wire-2026.json"));

        assertThat(Decoding.page(gzipped, Coding.GZIP, Decoding.MAX_BODY).chats())
                .containsExactly(
                        new ChatSeen(
                                "5531990000001",
                                "111012053315828@lid",
                                ChatKind.PERSON,
                                "BMA Adm",
                                0,
                                1768497607000L,
                                false,
                                null,
                                false,
                                false,
                                true,
                                false,
                                null,
                                null),
                        new ChatSeen(
                                "120363381681585792-group",
                                null,
                                ChatKind.GROUP,
                                "Entregas",
                                5,
                                1768497001000L,
                                true,
                                ChatState.FOREVER,
                                false,
                                false,
                                false,
                                false,
                                null,
                                null),
                        new ChatSeen(
                                null,
                                "65998849469@lid",
                                ChatKind.PERSON,
                                null,
                                1,
                                1768490000000L,
                                false,
                                null,
                                true,
                                true,
                                false,
                                false,
                                null,
                                null),
                        new ChatSeen(
                                "5531990000002",
                                null,
                                ChatKind.PERSON,
                                null,
                                ChatState.MARKED_UNREAD,
                                ChatState.NO_MESSAGE,
                                true,
                                1955953774000L,
                                false,
                                false,
                                false,
                                false,
                                null,
                                new NoteState(
                                        "KlesU6f4f/Qd5d6VuAbvOMi31rg/F92owVe/xDYad1C=",
                                        "nota",
                                        1655953774000L,
                                        1655953774000L)),
                        new ChatSeen(
                                "5531990000003-broadcast",
                                null,
                                ChatKind.BROADCAST,
                                "Lista",
                                0,
                                1768480000000L,
                                false,
                                null,
                                false,
                                false,
                                false,
                                false,
                                PHOTO,
                                null));
    }
}
