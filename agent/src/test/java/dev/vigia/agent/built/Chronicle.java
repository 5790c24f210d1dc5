package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What happens to the chats of one simulated account, by chance and written down, to see whether just that was told. */
final class Chronicle {
    private final SimulatedAccount account;
    private final Random random;
    /** All states of each chat, the eldest first, by the chat's id. */
    private final Map<String, List<SimulatedChat>> states = new LinkedHashMap<>();

    private final int atFirst;
    private int pictures;

    Chronicle(SimulatedAccount account, Random random, int chats) {
        this.account = account;
        this.random = random;
        this.atFirst = chats;
        for (int i = 0; i < chats; i++) {
            add();
        }
    }

    SimulatedAccount account() {
        return account;
    }

    /** One more thing happens. */
    synchronized void goOn() {
        if (random.nextInt(60) == 0) {
            add();
            return;
        }
        List<String> ids = List.copyOf(states.keySet());
        String id = ids.get(random.nextInt(ids.size()));
        // An answer must not show what is not yet written down.
        account.together(() -> {
            happenTo(id);
            write(id, account.chat(id));
        });
    }

    private void add() {
        int number = states.size();
        boolean group = number % 5 == 4;
        String phone = group ? (120363000000000000L + number) + "-group" : Long.toString(5511900000000L + number);
        // All is known of it from the first, so that each later value is a change.
        SimulatedChat chat = SimulatedChat.of(phone, "Chat of " + (char) ('A' + number % 26))
                .lastMessageAt(1_768_000_000_000L + number * 1_000L)
                .unread(random.nextInt(3))
                .pictured("/v/" + pictures++ + "_n.jpg")
                .noted("first", 1_700_000_000_000L);
        account.together(() -> {
            account.add(chat);
            write(Truth.id(chat), chat);
        });
    }

    private void happenTo(String id) {
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> account.receive(id, 1 + random.nextInt(3));
            case 3 -> account.ownMessage(id);
            case 4, 5 -> account.read(id);
            case 6 -> account.markUnread(id);
            case 7 -> toggle(id, Flag.SPAM);
            case 8 -> toggle(id, Flag.ARCHIVED);
            case 9 -> toggle(id, Flag.PINNED);
            case 10 -> toggle(id, Flag.ANNOUNCEMENT);
            case 11 -> account.mute(id);
            case 12 -> account.mute(id, Instant.now().plus(Duration.ofDays(1 + random.nextInt(3))));
            case 13 -> account.unmute(id);
            case 14 -> account.rename(id, "Chat of " + (char) ('A' + random.nextInt(26)));
            default -> {
                account.photo(id, "/v/" + pictures++ + "_n.jpg");
                account.note(id, "note " + random.nextInt(9));
            }
        }
    }

    private void toggle(String id, Flag flag) {
        account.change(id, chat -> chat.is(flag) ? chat.without(flag) : chat.with(flag));
    }

    private void write(String id, SimulatedChat chat) {
        states.computeIfAbsent(id, key -> new ArrayList<>()).add(chat);
    }

    /** Whether the last that was told of each chat is how the chat is. */
    synchronized void checkIsUpToDate(List<Told> journal) {
        Map<String, List<Told>> told = byChat(journal);
        states.forEach((id, history) -> {
            List<Told> ofChat = told.getOrDefault(id, List.of());
            SimulatedChat latest = history.get(history.size() - 1);
            SimulatedChat first = history.get(0);
            assertThat(
                            ofChat.isEmpty()
                                    ? json(id, first)
                                    : ofChat.get(ofChat.size() - 1).chat())
                    .as(id)
                    .isEqualTo(json(id, latest));
        });
    }

    /** Whether all that was told was true, in order and whole, and once only. */
    synchronized void check(List<Told> journal) {
        List<Told> mine = journal.stream()
                .filter(told -> told.account().equals(account.instance()))
                .toList();
        assertThat(mine)
                .extracting(Told::sequence)
                .isEqualTo(LongStream.rangeClosed(1, mine.size()).boxed().toList());
        // Much changes while the agent is away, so it may say that much did.
        assertThat(mine)
                .filteredOn(told -> !told.isOfAChat() && !told.type().equals("account.mass-change"))
                .hasSize(1);
        assertThat(mine.get(0).type()).isEqualTo("account.baselined");
        assertThat(mine.get(0).data()).containsEntry("chats", (double) atFirst);
        Map<String, List<Told>> told = byChat(mine);
        assertThat(states.keySet()).containsAll(told.keySet());
        List<String> ids = List.copyOf(states.keySet());
        for (String id : ids) {
            boolean wasThereAtFirst = ids.indexOf(id) < atFirst;
            check(id, told.getOrDefault(id, List.of()), wasThereAtFirst);
        }
    }

    private void check(String id, List<Told> told, boolean wasThereAtFirst) {
        List<SimulatedChat> history = Objects.requireNonNull(states.get(id));
        List<Map<String, @Nullable Object>> truth =
                history.stream().map(state -> json(id, state)).toList();
        Map<String, ?> known = wasThereAtFirst ? truth.get(0) : null;
        int at = 0;
        for (List<Told> look : looks(told)) {
            Map<String, ?> after = Objects.requireNonNull(look.get(0).chat());
            assertThat(look).as(id).allSatisfy(each -> assertThat(each.chat()).isEqualTo(after));
            assertThat(look).as(id).extracting(Told::type).isEqualTo(types(known, after));
            if (known != null) {
                Map<String, ?> before = known;
                assertThat(look)
                        .as(id)
                        .allSatisfy(each -> assertThat(each.before()).isEqualTo(before));
            }
            int found = truth.subList(at, truth.size()).indexOf(after);
            assertThat(found).as("%s was never so: %s", id, after).isNotNegative();
            at += found;
            known = after;
        }
        assertThat(known).as(id).isEqualTo(truth.get(truth.size() - 1));
    }

    private static List<String> types(@Nullable Map<String, ?> before, Map<String, ?> after) {
        if (before != null) {
            return Truth.types(before, after);
        }
        return Objects.equals(after.get("unread"), 0.0)
                ? List.of("chat.added")
                : List.of("chat.added", "chat.new-unread");
    }

    /** The events of one chat, those of one look together. */
    private static List<List<Told>> looks(List<Told> told) {
        return List.copyOf(told.stream()
                .collect(Collectors.groupingBy(Told::time, LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** Whether {@code vigia chats} knows just these chats, as they are. */
    synchronized void checkKnown(List<Map<String, Object>> lines) {
        List<Map<String, Object>> mine = lines.stream()
                .filter(line -> account.instance().equals(line.get("account")))
                .map(line -> Objects.requireNonNull(Json.asObject(line.get("chat"))))
                .toList();
        assertThat(mine).hasSameSizeAs(states.keySet());
        for (Map<String, Object> chat : mine) {
            String id = (String) Objects.requireNonNull(chat.get("id"));
            List<SimulatedChat> history = Objects.requireNonNull(states.get(id));
            assertThat(chat).isEqualTo(json(id, history.get(history.size() - 1)));
        }
    }

    private Map<String, List<Told>> byChat(List<Told> journal) {
        return journal.stream()
                .filter(told -> told.account().equals(account.instance()) && told.isOfAChat())
                .collect(Collectors.groupingBy(
                        told -> Objects.requireNonNull(told.chatId()), LinkedHashMap::new, Collectors.toList()));
    }

    private static Map<String, @Nullable Object> json(String id, SimulatedChat chat) {
        return Truth.json(id, chat, Instant.now());
    }
}
