package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifeTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T17:20:07Z"), ZoneOffset.UTC);

    private static SimulatedAccount account() {
        return new SimulatedAccount("sales", "token", null, CLOCK);
    }

    private static List<SimulatedChat> lived(long seed, int steps) {
        SimulatedAccount account = account();
        Life life = new Life(account, new Random(seed));
        life.populate(50);
        life.steps(steps);
        return account.chats();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sameSeed_makesTheSameWorld(long seed) {
        assertThat(lived(seed, 500)).isEqualTo(lived(seed, 500)).isNotEqualTo(lived(seed, 501));
        assertThat(lived(seed, 500)).isNotEqualTo(lived(seed + 1, 500));
    }

    @Test
    void everythingHappens_inALongLife() {
        SimulatedAccount account = account();
        Life life = new Life(account, new Random(7));
        life.populate(50);
        Set<SimulatedChat.Flag> flags = EnumSet.noneOf(SimulatedChat.Flag.class);
        boolean noted = false;
        boolean marked = false;
        boolean came = false;
        boolean went = false;
        for (int i = 0; i < 2_000; i++) {
            int before = account.chats().size();
            String told = life.step();
            assertThat(told).isNotBlank();
            for (SimulatedChat chat : account.chats()) {
                flags.addAll(chat.flags());
                noted |= chat.note() != null;
                marked |= chat.unread() == SimulatedChat.MARKED_UNREAD;
            }
            came |= account.chats().size() > before;
            went |= account.chats().size() < before;
        }
        assertThat(flags).containsExactlyInAnyOrder(SimulatedChat.Flag.values());
        assertThat(noted).isTrue();
        assertThat(marked).isTrue();
        assertThat(came).isTrue();
        assertThat(went).isTrue();
        assertThat(account.world().isConnected()).isTrue();
    }

    @Test
    void longLife_doesNotGrowWithoutEnd() {
        SimulatedAccount account = account();
        new Life(account, new Random(1)).steps(30_000);
        assertThat(account.chats()).hasSizeBetween(200, 400);
    }

    @Test
    void populate_drawsEveryKindOfChat_andNoIdTwice() {
        SimulatedAccount account = account();
        new Life(account, new Random(1)).populate(200);
        List<String> phones = new ArrayList<>();
        account.chats().forEach(chat -> phones.add(chat.phone()));
        assertThat(phones).hasSize(200).doesNotHaveDuplicates();
        assertThat(phones).anyMatch(phone -> phone.endsWith("-group"));
        assertThat(phones).anyMatch(phone -> phone.endsWith("-broadcast"));
        assertThat(phones).anyMatch(phone -> phone.endsWith("@newsletter"));
        assertThat(phones).anyMatch(phone -> phone.matches("55\\d{11}"));
    }

    @Test
    void phoneGoesOffLineAndComesBack_whenAsked() {
        SimulatedAccount account = account();
        Life life = new Life(account, new Random(3));
        life.disconnects(true);
        Set<Boolean> connected = new HashSet<>();
        int changes = 0;
        boolean before = true;
        for (int i = 0; i < 2_000; i++) {
            life.step();
            boolean now = account.world().isConnected();
            connected.add(now);
            changes += now == before ? 0 : 1;
            before = now;
        }
        assertThat(connected).containsExactlyInAnyOrder(true, false);
        assertThat(changes).isGreaterThan(2);
    }

    @Test
    void run_livesUntilClosed() {
        SimulatedAccount account = account();
        try (Life life = new Life(account, new Random(1))) {
            life.populate(20);
            List<SimulatedChat> before = account.chats();
            life.run(1_000);
            await().until(() -> !account.chats().equals(before));
            assertThatThrownBy(() -> life.run(1)).isInstanceOf(IllegalStateException.class);
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("life-of-sales")));
    }

    @Test
    void run_refusesARateThatIsNone() {
        try (Life life = new Life(account(), new Random(1))) {
            assertThatThrownBy(() -> life.run(0)).hasMessageContaining("use one above 0");
            assertThatThrownBy(() -> life.run(Double.NaN)).hasMessageContaining("use one above 0");
        }
    }
}
