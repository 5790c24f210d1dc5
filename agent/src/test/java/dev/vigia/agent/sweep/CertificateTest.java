package dev.vigia.agent.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * All histories of small lists: whatever happens between the requests of a reading, a certificate is never given to one that missed a chat
 * which was there all the time.
 */
class CertificateTest {
    private static final Instant AT = Instant.ofEpochMilli(ModelList.FIRST_TIME);

    private enum Kind {
        MESSAGE,
        PIN,
        UNPIN,
        CLEAR,
        REMOVE
    }

    private record Operation(Kind kind, int chat) {
        void on(ModelList list) {
            switch (kind) {
                case MESSAGE -> list.message(chat);
                case PIN -> list.pin(chat);
                case UNPIN -> list.unpin(chat);
                case CLEAR -> list.clear(chat);
                case REMOVE -> list.remove(chat);
            }
        }

        boolean movesUp() {
            return kind == Kind.MESSAGE || kind == Kind.PIN;
        }

        boolean movesDown() {
            return kind == Kind.CLEAR || kind == Kind.UNPIN;
        }
    }

    private int histories;
    private int certified;

    @Test
    void isNeverGivenToAReadingThatMissedAChat_twoOfAllOperationsBetweenRequests() {
        tryAll(7, 6, 2, List.of(Kind.values()), 2);
    }

    @Test
    void isNeverGivenToAReadingThatMissedAChat_twoMessagesBetweenMoreRequests() {
        tryAll(8, 6, 3, List.of(Kind.MESSAGE), 2);
    }

    @Test
    void isNeverGivenToAReadingThatMissedAChat_oneOfAllOperationsBetweenManyRequests() {
        tryAll(9, 6, 3, List.of(Kind.values()), 1);
    }

    @Test
    void isNeverGivenToAReadingThatMissedAChat_whereTheGatewayCapsPages() {
        tryAll(8, 12, 3, List.of(Kind.MESSAGE, Kind.REMOVE), 1, 6);
    }

    private void tryAll(int chats, int pageSize, int gaps, List<Kind> kinds, int operations) {
        tryAll(chats, pageSize, gaps, kinds, operations, Integer.MAX_VALUE);
    }

    private void tryAll(int chats, int pageSize, int gaps, List<Kind> kinds, int operations, int cap) {
        List<List<Operation>> choices = choices(chats, kinds, operations);
        Snapshot known = known(chats);
        tryAll(new ArrayList<>(), gaps, choices, history -> tryOne(chats, pageSize, known, history, cap));
        assertThat(certified).as("certified of %d histories", histories).isGreaterThan(histories / 4);
        System.out.printf("%,d histories, %,d certified%n", histories, certified);
    }

    private interface Trial {
        void of(List<List<Operation>> history);
    }

    private static void tryAll(List<List<Operation>> history, int gaps, List<List<Operation>> choices, Trial trial) {
        if (history.size() == gaps) {
            trial.of(history);
            return;
        }
        for (List<Operation> choice : choices) {
            history.add(choice);
            tryAll(history, gaps, choices, trial);
            history.remove(history.size() - 1);
        }
    }

    private void tryOne(int chats, int pageSize, Snapshot known, List<List<Operation>> history, int cap) {
        if (someChatMovesUpAndDown(history)) {
            return; // The one assumption that cannot be watched.
        }
        ModelList list = new ModelList(chats);
        list.cap(cap);
        list.between(each -> {
            int gap = each.requests() - 1;
            if (gap >= 0 && gap < history.size()) {
                history.get(gap).forEach(operation -> operation.on(each));
            }
        });
        Look look = new Look(known, AT);

        Reading reading = read(list, pageSize, look, chats);

        histories++;
        if (!reading.isCertified()) {
            return;
        }
        certified++;
        Set<String> seen = look.chats().stream().map(ChatState::id).collect(Collectors.toSet());
        for (int chat = 0; chat < chats; chat++) {
            if (list.has(chat) && !seen.contains(ModelList.phone(chat))) {
                throw new AssertionError("chat " + chat + " was missed by a certified reading: " + history);
            }
        }
    }

    private static Reading read(ModelList list, int pageSize, Look look, int known) {
        try {
            return new Sweep(list, new Assumptions(pageSize)).read(look, known, seen -> {});
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean someChatMovesUpAndDown(List<List<Operation>> history) {
        List<Operation> all = history.stream().flatMap(List::stream).toList();
        return IntStream.range(0, all.size())
                .anyMatch(up -> all.get(up).movesUp()
                        && all.subList(up + 1, all.size()).stream()
                                .anyMatch(down -> down.movesDown()
                                        && down.chat() == all.get(up).chat()));
    }

    private static List<List<Operation>> choices(int chats, List<Kind> kinds, int operations) {
        List<Operation> single = new ArrayList<>();
        for (Kind kind : kinds) {
            for (int chat = 0; chat < chats; chat++) {
                single.add(new Operation(kind, chat));
            }
        }
        List<List<Operation>> choices = new ArrayList<>();
        choices.add(List.of());
        single.forEach(operation -> choices.add(List.of(operation)));
        if (operations == 2) {
            for (Operation first : single) {
                single.forEach(second -> choices.add(List.of(first, second)));
            }
        }
        return choices;
    }

    private static Snapshot known(int chats) {
        Look first = new Look(Snapshot.EMPTY, AT);
        first.see(new ModelList(chats).all());
        Look.Outcome outcome = first.outcome();
        return Snapshot.of(outcome.changed(), outcome.named());
    }
}
