package dev.vigia.agent.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.SimulatedChat;
import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the chats of one simulated account, by chance, by what the agent posts, and written down, to see whether just that was
 * told. What is written down is touched only together with the account's chats.
 */
final class Chronicle {
    private final SimulatedAccount account;
    private final Random random;
    /** All states of each chat, the eldest first, by the chat's id. */
    private final Map<String, List<SimulatedChat>> states = new LinkedHashMap<>();

    private final Set<String> gone = new HashSet<>();
    private final int atFirst;
    private boolean removing;
    private int pictures;

    Chronicle(SimulatedAccount account, Random random, int chats) {
        this.account = account;
        this.random = random;
        this.atFirst = chats;
        account.witness(chat ->
                states.computeIfAbsent(Truth.id(chat), id -> new ArrayList<>()).add(chat));
        for (int i = 0; i < chats; i++) {
            add();
        }
    }

    SimulatedAccount account() {
        return account;
    }

    /** From now on chats also go, and never come back. */
    Chronicle removing() {
        removing = true;
        return this;
    }

    /** One more thing happens. */
    void goOn() {
        account.together(() -> {
            List<String> ids =
                    states.keySet().stream().filter(id -> !gone.contains(id)).toList();
            String id = ids.get(random.nextInt(ids.size()));
            switch (random.nextInt(60)) {
                case 0 -> add();
                case 1 -> remove(id, ids.size());
                default -> happenTo(id);
            }
        });
    }

    private void remove(String id, int left) {
        if (removing && left > atFirst / 2) {
            account.remove(id);
            gone.add(id);
        }
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
        account.add(chat);
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
            case 12 -> account.mute(id, Instant.now().plus(Duration.ofDays(30 + random.nextInt(3))));
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

    /** Whether the last that was told of each chat is how the chat is. */
    void checkIsUpToDate(List<Told> journal) {
        Map<String, List<Told>> told = byChat(journal);
        account.together(() -> {
            for (String id : states.keySet()) {
                List<Told> ofChat = told.getOrDefault(id, List.of());
                assertThat(
                                ofChat.isEmpty()
                                        ? atFirst(id)
                                        : ofChat.get(ofChat.size() - 1).chat())
                        .as(id)
                        .isEqualTo(atLast(id));
            }
        });
    }

    private @Nullable Map<String, @Nullable Object> atFirst(String id) {
        boolean there = List.copyOf(states.keySet()).indexOf(id) < atFirst;
        return there ? json(id, history(id).get(0)) : null;
    }

    private @Nullable Map<String, @Nullable Object> atLast(String id) {
        List<SimulatedChat> history = history(id);
        return gone.contains(id) ? null : json(id, history.get(history.size() - 1));
    }

    private List<SimulatedChat> history(String id) {
        return Objects.requireNonNull(states.get(id), id);
    }

    /** Whether all that was told was true, in order and whole, and once only. */
    void check(List<Told> journal) {
        List<Told> mine = journal.stream()
                .filter(told -> told.account().equals(account.instance()))
                .toList();
        assertThat(mine)
                .extracting(Told::sequence)
                .isEqualTo(LongStream.rangeClosed(1, mine.size()).boxed().toList());
        // Much changes while the agent is away, so it may say that much did.
        assertThat(mine)
                .filteredOn(told ->
                        told.type().startsWith("account.") && !told.type().equals("account.mass-change"))
                .hasSize(1);
        assertThat(mine.get(0).type()).isEqualTo("account.baselined");
        assertThat(mine.get(0).data()).containsEntry("chats", (double) atFirst);
        Map<String, List<Told>> told = byChat(mine);
        account.together(() -> {
            assertThat(states.keySet()).containsAll(told.keySet());
            states.keySet().forEach(id -> check(id, told.getOrDefault(id, List.of())));
        });
    }

    private void check(String id, List<Told> told) {
        List<Map<String, @Nullable Object>> truth =
                history(id).stream().map(state -> json(id, state)).toList();
        Map<String, ?> known = atFirst(id);
        int at = 0;
        for (List<Told> look : looks(told)) {
            Map<String, ?> before = known;
            Map<String, ?> after = look.get(0).chat();
            assertThat(look).as(id).allSatisfy(each -> assertThat(each.chat()).isEqualTo(after));
            assertThat(look).as(id).extracting(Told::type).isEqualTo(types(before, after));
            if (before != null) {
                assertThat(look)
                        .as(id)
                        .allSatisfy(each -> assertThat(each.before()).isEqualTo(before));
            }
            if (after != null) {
                int found = truth.subList(at, truth.size()).indexOf(after);
                assertThat(found).as("%s was never so: %s", id, after).isNotNegative();
                at += found;
            }
            known = after;
        }
        assertThat(known).as(id).isEqualTo(atLast(id));
    }

    private static List<String> types(@Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        if (after == null) {
            return List.of("chat.removed");
        }
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
    void checkKnown(List<Map<String, Object>> lines) {
        List<Map<String, Object>> mine = lines.stream()
                .filter(line -> account.instance().equals(line.get("account")))
                .map(line -> Objects.requireNonNull(Json.asObject(line.get("chat"))))
                .toList();
        account.together(() -> {
            assertThat(mine).hasSize(states.size() - gone.size());
            for (Map<String, Object> chat : mine) {
                assertThat(chat).isEqualTo(atLast((String) Objects.requireNonNull(chat.get("id"))));
            }
        });
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
