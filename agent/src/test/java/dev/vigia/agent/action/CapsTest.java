package dev.vigia.agent.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.store.SentAction;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapsTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private static Caps caps(int perChat, int perAccount, int... secondsAgo) {
        List<SentAction> sent = IntStream.of(secondsAgo)
                .mapToObj(ago -> new SentAction("ana", NOON.minusSeconds(ago)))
                .toList();
        return new Caps(new ActionSettings(perChat, perAccount, false), sent, NOON);
    }

    @Test
    void thereIsRoom_asLongAsFewerWereSent() {
        assertThat(caps(1, 1).forChat("ana").at()).isEqualTo(NOON);
        assertThat(caps(2, 9, 3599).forChat("ana").at()).isEqualTo(NOON);
        assertThat(caps(1, 9, 3600).forChat("ana").at()).isEqualTo(NOON);
        assertThat(caps(9, 1, 60).forChat("ana").at()).isEqualTo(NOON);
    }

    @Test
    void thereIsRoomAgain_whenTheOldestThatCountsIsOldEnough() {
        assertThat(caps(2, 9, 3000, 2000, 1000).forChat("ana").at()).isEqualTo(NOON.plusSeconds(1600));
        assertThat(caps(9, 2, 50, 40, 10).forChat("bia").at()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void theLimitThatLetsWaitLonger_isNamed() {
        assertThat(caps(1, 1, 10).forChat("ana"))
                .isEqualTo(new Caps.Room(NOON.plusSeconds(3590), "actions.per-chat-per-hour = 1"));
        assertThat(caps(1, 1, 10).forChat("bia"))
                .isEqualTo(new Caps.Room(NOON.plusSeconds(50), "actions.per-account-per-minute = 1"));
        assertThat(caps(5, 0).forChat("ana"))
                .isEqualTo(new Caps.Room(Instant.MAX, "actions.per-account-per-minute = 0"));
    }
}
