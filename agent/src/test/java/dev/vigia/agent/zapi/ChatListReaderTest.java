package dev.vigia.agent.zapi;

import static dev.vigia.agent.zapi.Decoding.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.agent.zapi.Answer.Coding;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatListReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"phone\":\"1\"}]",
                " [ {\"phone\":\"1\"} ] \r\n",
                "{\"value\":[{\"phone\":\"1\"}]}",
                "{\"count\":1,\"chats\":[{\"phone\":\"1\"}],\"more\":{\"data\":[]}}",
                "{\"error\":null,\"data\":[{\"phone\":\"1\"}]}",
            })
    void list_bareOrWrapped(String json) throws ZApiException {
        assertThat(Decoding.page(json).rows()).isEqualTo(1);
        assertThat(Decoding.page(json).chats()).hasSize(1);
    }

    @Test
    void emptyList_isAPage() throws ZApiException {
        assertThat(Decoding.page("[]").rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":\"your client-token is not configured\"} | UNAUTHORIZED",
                "{\"error\":\"null not allowed\"} | UNAUTHORIZED",
                "{\"error\":\"Client-Token XXX not allowed\"} | UNAUTHORIZED",
                "{\"error\":\"[203.0.113.7] not allowed\"} | UNAUTHORIZED",
                "{\"error\":\"To continue sending a message, you must subscribe to this instance again\"} | SUBSCRIPTION",
                "{\"error\":\"NOT_FOUND\",\"message\":\"Unable to find matching target resource method\"} | NOT_A_LIST",
                "{\"error\":\"Method not allowed\"} | NOT_A_LIST",
                "{\"error\":{\"message\":\"null not allowed\"}} | UNAUTHORIZED",
                "{\"error\":true} | NOT_A_LIST",
                "{\"error\":[\"x\"]} | NOT_A_LIST",
                "{\"chats\":[{\"phone\":\"1\"}],\"error\":\"half of it\"} | NOT_A_LIST",
                "{} | NOT_A_LIST",
                "{\"chats\":{}} | NOT_A_LIST",
                "{\"value\":null} | NOT_A_LIST",
                "null | NOT_A_LIST",
                "true | NOT_A_LIST",
                "5 | NOT_A_LIST",
                "\"[]\" | NOT_A_LIST",
            })
    void soundJsonThatIsNoList_tellsWhatItMeans(String json, Kind kind) {
        assertThat(failure(json).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<!DOCTYPE html><html><body>Bad gateway</body></html>",
                "Service unavailable",
                "[",
                "[{\"phone\":\"1\"}",
                "[{\"phone\":\"1\"},",
                "[{\"phone\":\"1\"},]",
                "[{\"phone\":\"1\",}]",
                "[{\"phone\":\"1\"}]]",
                "[{\"phone\":\"1\"}] x",
                "[{\"phone\":\"1\"}][]",
                "[{\"phone\":\"1\"}]{\"error\":\"x\"}",
                "\ufeff[{\"phone\":\"1\"}]",
                "[{\"phone\":\"1\"} {\"phone\":\"2\"}]",
                "[{\"phone\":\"1\",\"unread\":NaN}]",
                "[{\"phone\":\"1\",\"unread\":-Infinity}]",
                "[{\"phone\":\"1\",\"unread\":05}]",
                "[{phone:\"1\"}]",
                "[{'phone':'1'}]",
                "[{\"phone\":\"1\"}/* all */]",
                "[{\"phone\":\"1\"},5]",
                "[{\"phone\":\"1\"},null]",
                "[{\"phone\":\"1\"},[]]",
                "[\"5511999999999\"]",
                "{\"value\":[{\"phone\":\"1\"}],\"chats\":[]}",
                "{\"value\":[{\"phone\":\"1\"}]",
                "{\"value\":[{\"phone\":\"1\"}]}]",
                "{\"error\":\"null not allowed\"",
            })
    void whatCannotBeTrusted_failsWhole(String json) {
        ZApiException failure = failure(json);

        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure).hasMessageStartingWith("account sales, page 1 of the chats: HTTP 200 with ");
        assertThat(failure.isTransient()).isTrue();
    }

    @Test
    void htmlAndEmptyBodies_areCalledThat() {
        assertThat(failure(" <html>")).hasMessageContaining("an HTML page");
        assertThat(failure("")).hasMessageContaining("an empty body");
    }

    @Test
    void nesting_ends() throws ZApiException {
        assertThat(Decoding.chatWith(nested(30)).phone()).isEqualTo("5511999999999");
        assertThat(failure("[{\"phone\":\"1\"," + nested(31) + "}]")).hasMessageContaining("nested deeper than 32");
        assertThat(failure("[{\"phone\":\"1\"," + nested(100_000) + "}]").kind())
                .isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure("[".repeat(100_000)).kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure("{\"error\":".repeat(100_000)).kind()).isEqualTo(Kind.INVALID_ANSWER);
        assertThat(failure("{\"x\":".repeat(100_000)).kind()).isEqualTo(Kind.INVALID_ANSWER);
    }

    private static String nested(int depth) {
        return "\"about\":" + "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void numbersWithoutEnd_areUnknown() throws ZApiException {
        String million = "9".repeat(1_000_000);

        assertThat(Decoding.chatWith("\"unread\":" + million).unread()).isNull();
        assertThat(Decoding.chatWith("\"lastMessageTime\":\"" + million + "\"").lastMessageAt())
                .isNull();
        assertThat(Decoding.chatWith("\"muteEndTime\":1." + million).muteEnd()).isNull();
        assertThat(Decoding.chatWith("\"about\":" + million).phone()).isEqualTo("5511999999999");
    }

    @Test
    void everyPrefixOfAPage_failsWhole() throws ZApiException {
        byte[] page = new String(Decoding.sample("wire-2026.json"), StandardCharsets.UTF_8)
                .strip()
                .getBytes(StandardCharsets.UTF_8);
        byte[] gzipped = Decoding.gzipped(page);

        assertThat(Decoding.page(gzipped, Coding.GZIP, Decoding.MAX_BODY).rows())
                .isEqualTo(5);
        for (int length = 0; length < page.length; length++) {
            assertInvalid(Arrays.copyOf(page, length), Coding.PLAIN, Decoding.MAX_BODY);
        }
        for (int length = 0; length < gzipped.length; length++) {
            assertInvalid(Arrays.copyOf(gzipped, length), Coding.GZIP, Decoding.MAX_BODY);
        }
    }

    @Test
    void compressedBodyThatIsBroken_fails() {
        byte[] gzipped = Decoding.gzipped("[{\"phone\":\"1\"}]".getBytes(StandardCharsets.UTF_8));
        byte[] longer = Arrays.copyOf(gzipped, gzipped.length + 3);
        byte[] wrongSum = gzipped.clone();
        wrongSum[gzipped.length - 8] ^= 1;

        assertInvalid(longer, Coding.GZIP, Decoding.MAX_BODY);
        assertInvalid(wrongSum, Coding.GZIP, Decoding.MAX_BODY);
        assertInvalid(gzipped, Coding.PLAIN, Decoding.MAX_BODY);
        assertInvalid("[]".getBytes(StandardCharsets.UTF_8), Coding.GZIP, Decoding.MAX_BODY);
    }

    @Test
    void gzipBomb_stopsEarly() {
        for (String filling : new String[] {" ", "[", "9", "\"a", "[{},"}) {
            byte[] bomb = Decoding.gzipped(
                    filling.repeat(10_000_000 / filling.length() + 1).getBytes(StandardCharsets.UTF_8));

            long before = allocated();
            assertInvalid(bomb, Coding.GZIP, 64 << 10);
            assertThat(allocated() - before).as(filling).isLessThan(2 << 20);
            assertInvalid(bomb, Coding.GZIP, Decoding.MAX_BODY);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static void assertInvalid(byte[] body, Coding coding, long maxBody) {
        ZApiException failure = catchThrowableOfType(ZApiException.class, () -> Decoding.page(body, coding, maxBody));
        assertThat(failure).as("%s of %d bytes", coding, body.length).isNotNull();
        assertThat(failure.kind()).isEqualTo(Kind.INVALID_ANSWER);
    }
}
