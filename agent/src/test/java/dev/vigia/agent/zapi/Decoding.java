package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigia.agent.account.Account;
import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.zapi.Answer.Coding;
import dev.vigia.api.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Decodes pages without a gateway. */
final class Decoding {
    static final Account SALES = new Account("sales", "3A0B", Secret.of("t-1234"), Secret.of("c-5678"));
    static final int MAX_BODY = 8 << 20;

    private Decoding() {}

    static DecodedPage page(String json) throws ZApiException {
        return page(json.getBytes(StandardCharsets.UTF_8), Coding.PLAIN, MAX_BODY);
    }

    static DecodedPage page(byte[] body, Coding coding, long maxBody) throws ZApiException {
        return undecoded(body, coding, maxBody).decode();
    }

    static ChatsPage undecoded(byte[] body, Coding coding, long maxBody) {
        Question question = new Question("sales", "page 1 of the chats", new Redactor(SALES));
        return new EncodedPage(question, new Answer(200, coding, body, maxBody, null));
    }

    static ZApiException failure(String json) {
        return Objects.requireNonNull(
                catchThrowableOfType(ZApiException.class, () -> page(json)), "it did not fail: " + json);
    }

    /** A chat of a phone and one more field. */
    static ChatSeen chatWith(String field) throws ZApiException {
        return page("[{\"phone\":\"5511999999999\"," + field + "}]").chats().get(0);
    }

    static byte[] sample(String name) {
        try (InputStream file = Decoding.class.getResourceAsStream("/zapi/" + name)) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
