package dev.vigia.agent.store;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.NoteState;
import dev.vigia.api.ChatKind;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chats of a seed, with every field in every form that it may have. */
final class RandomChats {
    private static final String[] TEXTS = {
        "",
        "Ana",
        "Família 🏖️",
        "a\nb\r\t\\\"'",
        "x\u0000y",
        "\u2028\u2029\u0085",
        "'; DROP TABLE chat; --",
        "日本語".repeat(500)
    };
    private static final Long[] TIMES = {
        ChatState.NO_MESSAGE,
        1L,
        -1L,
        1_768_497_607_000L,
        1_768_497_607_123L,
        253_402_300_800_000L,
        -62_167_219_200_001L
    };

    private final Random random;

    RandomChats(long seed) {
        this.random = new Random(seed);
    }

    /** A chat of which any field may be unknown. */
    ChatState any(String id) {
        return new ChatState(
                id,
                perhaps(this::text),
                perhaps(this::text),
                of(ChatKind.values()),
                perhaps(this::text),
                perhaps(() -> of(ChatState.MARKED_UNREAD, 0, 1, 5, Integer.MAX_VALUE)),
                perhaps(this::time),
                perhaps(random::nextBoolean),
                perhaps(() -> of(ChatState.FOREVER, time())),
                perhaps(random::nextBoolean),
                perhaps(random::nextBoolean),
                perhaps(random::nextBoolean),
                perhaps(random::nextBoolean),
                perhaps(this::text),
                perhaps(() -> new NoteState(text(), text(), perhaps(this::time), perhaps(this::time))));
    }

    /** A chat as the gateway may show it, telling all: so whatever it changes makes an event. */
    ChatSeen seen(String phone) {
        boolean muted = random.nextBoolean();
        return new ChatSeen(
                phone,
                phone + "@lid",
                ChatKind.PERSON,
                "name " + random.nextInt(3),
                random.nextInt(4) - 1,
                1_768_497_607_000L + random.nextInt(1000),
                muted,
                muted ? (Long) ChatState.FOREVER : null,
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                "/v/" + random.nextInt(3) + ".jpg",
                new NoteState("n", "note " + random.nextInt(3), null, null));
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    private String text() {
        return of(TEXTS);
    }

    private Long time() {
        return of(TIMES);
    }

    private <T> @Nullable T perhaps(Supplier<@Nullable T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    @SafeVarargs
    private <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }
}
