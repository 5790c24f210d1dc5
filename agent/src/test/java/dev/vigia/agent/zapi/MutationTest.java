package dev.vigia.agent.zapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.agent.zapi.Answer.Coding;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Damages good answers in every way that comes to mind: what is read of them is sound, or they fail as they should. */
class MutationTest {
    private static final int SEEDS = Integer.getInteger("vigia.seeds", 20_000);
    private static final byte[] PAGE = Decoding.sample("wire-2026.json");
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    @Test
    void damagedPage_isReadSoundlyOrFails() {
        AtomicInteger read = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        IntStream.range(0, SEEDS).forEach(seed -> {
            byte[] damaged = Damage.of(PAGE, new Random(seed));
            boolean gzip = seed % 10 == 0;
            try {
                DecodedPage page = gzip
                        ? Decoding.page(Decoding.gzipped(damaged), Coding.GZIP, Decoding.MAX_BODY)
                        : Decoding.page(damaged, Coding.PLAIN, Decoding.MAX_BODY);
                page.chats().forEach(chat -> assertSound(chat, seed));
                read.incrementAndGet();
            } catch (ZApiException e) {
                assertThat(e.getCause()).as("seed %d", seed).isNull();
                failed.incrementAndGet();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + new String(damaged, StandardCharsets.UTF_8), e);
            }
        });
        assertThat(read.get()).isGreaterThan(SEEDS / 20);
        assertThat(failed.get()).isGreaterThan(SEEDS / 20);
    }

    @Test
    void damagedCompressedPage_isTheSamePageOrFails() throws ZApiException {
        byte[] gzipped = Decoding.gzipped(PAGE);
        DecodedPage whole = Decoding.page(gzipped, Coding.GZIP, Decoding.MAX_BODY);
        for (int bit = 0; bit < gzipped.length * 8; bit++) {
            byte[] damaged = gzipped.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                // Bits of the header that say nothing of the content may change.
                assertThat(Decoding.page(damaged, Coding.GZIP, Decoding.MAX_BODY))
                        .as("bit %d", bit)
                        .isEqualTo(whole);
            } catch (ZApiException e) {
                assertThat(e.kind()).isEqualTo(ZApiException.Kind.INVALID_ANSWER);
            }
        }
    }

    private static void assertSound(ChatSeen chat, int seed) {
        String phone = chat.phone();
        String lid = chat.lid();
        assertThat(phone == null || (ChatIdentity.isSendable(phone) && !phone.endsWith("@lid")))
                .as("seed %d: %s", seed, chat)
                .isTrue();
        assertThat(lid == null || (ChatIdentity.isSendable(lid) && lid.endsWith("@lid")))
                .as("seed %d: %s", seed, chat)
                .isTrue();
        assertThat(chat.unread() == null || chat.unread() >= -1)
                .as("seed %d: %s", seed, chat)
                .isTrue();
        assertThat(chat.name() == null || !chat.name().isBlank())
                .as("seed %d: %s", seed, chat)
                .isTrue();
        assertThat(isTime(chat.lastMessageAt(), 0) && isTime(chat.muteEnd(), Long.MAX_VALUE))
                .as("seed %d: %s", seed, chat)
                .isTrue();
        NoteState note = chat.note();
        assertThat(note == null || (isTime(note.createdMillis(), 1) && isTime(note.updatedMillis(), 1)))
                .as("seed %d: %s", seed, chat)
                .isTrue();
    }

    private static boolean isTime(@Nullable Long millis, long special) {
        return millis == null || millis == special || (millis > 0 && millis <= LAST_MILLIS);
    }
}
