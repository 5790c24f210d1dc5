package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PagingTest {
    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension();

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void fortyChats() {
        account = extension.account("sales");
        client = new Client(extension.simulator());
        for (int i = 0; i < 40; i++) {
            account.add("phone-" + i, "name " + i);
            account.ownMessage("phone-" + i);
        }
    }

    private List<Object> phones(int page, int size) {
        return phones(client.chats(account, page, size));
    }

    private static List<Object> phones(List<Map<String, Object>> chats) {
        List<Object> phones = new ArrayList<>();
        chats.forEach(chat -> phones.add(chat.get("phone")));
        return phones;
    }

    @Test
    void pagesFollowEachOther_untilAnEmptyOne() {
        assertThat(phones(1, 15)).hasSize(15).startsWith("phone-39", "phone-38");
        assertThat(phones(2, 15)).hasSize(15).startsWith("phone-24");
        assertThat(phones(3, 15)).hasSize(10).endsWith("phone-0");
        assertThat(phones(4, 15)).isEmpty();
        assertThat(phones(2_000_000_000, 2_000_000_000)).isEmpty();
    }

    @Test
    void pinnedComeFirst_thenTheMostRecent() {
        account.pin("phone-3");
        account.pin("phone-7");
        account.receive("phone-0", 1);
        assertThat(phones(1, 4)).containsExactly("phone-7", "phone-3", "phone-0", "phone-39");
        account.unpin("phone-7");
        assertThat(phones(1, 4)).containsExactly("phone-3", "phone-0", "phone-39", "phone-38");
    }

    @Test
    void changesAreSeenByTheNextAnswer() {
        assertThat(phones(1, 1)).containsExactly("phone-39");
        account.remove("phone-39");
        assertThat(phones(1, 1)).containsExactly("phone-38");
        account.clear("phone-38");
        assertThat(phones(1, 1)).containsExactly("phone-37");
        assertThat(phones(1, 40)).endsWith("phone-38");
    }

    @Test
    void wrongParametersAreRefused() {
        assertThat(client.get(account, "/chats?page=0&pageSize=10").statusCode())
                .isEqualTo(400);
        assertThat(client.get(account, "/chats?page=1&pageSize=many").statusCode())
                .isEqualTo(400);
    }

    @Test
    void listingsGoWrong_whenAsked() {
        account.listing(Listing.CAPPED);
        assertThat(phones(1, 100)).hasSize(Listing.LARGEST);
        assertThat(phones(3, 100)).hasSize(10);
        account.listing(Listing.SAME_PAGE_FOR_EVER);
        assertThat(phones(9, 10)).isEqualTo(phones(1, 10)).hasSize(10);
        account.listing(Listing.HALF);
        assertThat(phones(1, 100)).hasSize(20).doesNotContain("phone-38");
        account.listing(Listing.RIGHT);
        List<Object> right = phones(1, 100);
        account.listing(Listing.SHUFFLED);
        assertThat(phones(1, 100)).isNotEqualTo(right).containsExactlyInAnyOrderElementsOf(right);
    }
}
