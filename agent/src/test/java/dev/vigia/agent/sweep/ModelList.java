package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.api.ChatKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The list as the gateway keeps it, which changes between two requests as a script says. */
final class ModelList implements Pages {
    static final long FIRST_TIME = 1_700_000_000_000L;
    private static final long GAP = 100_000;

    private record Row(int chat, long time, boolean pinned) {}

    private final Map<Integer, Row> rows = new LinkedHashMap<>();
    private Consumer<ModelList> between = list -> {};
    private int cap = Integer.MAX_VALUE;
    private long now = FIRST_TIME;
    private int requests;
    private int rowsServed;

    /** Chats 0 (the oldest) and so on. */
    ModelList(int chats) {
        for (int chat = 0; chat < chats; chat++) {
            message(chat);
        }
    }

    /** What happens before each request. */
    void between(Consumer<ModelList> script) {
        between = script;
    }

    void cap(int most) {
        cap = most;
    }

    void message(int chat) {
        now += GAP;
        boolean pinned = rows.containsKey(chat) && rows.get(chat).pinned();
        rows.put(chat, new Row(chat, now, pinned));
    }

    void pin(int chat) {
        rows.computeIfPresent(chat, (id, row) -> new Row(id, row.time(), true));
    }

    void unpin(int chat) {
        rows.computeIfPresent(chat, (id, row) -> new Row(id, row.time(), false));
    }

    /** Deletes the messages of a chat: it falls to the bottom. */
    void clear(int chat) {
        rows.computeIfPresent(chat, (id, row) -> new Row(id, 0, row.pinned()));
    }

    void remove(int chat) {
        rows.remove(chat);
    }

    boolean has(int chat) {
        return rows.containsKey(chat);
    }

    int size() {
        return rows.size();
    }

    int requests() {
        return requests;
    }

    int rowsServed() {
        return rowsServed;
    }

    static String phone(int chat) {
        return "55119900" + (10_000 + chat);
    }

    List<ChatSeen> all() {
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparing(Row::pinned)
                .reversed()
                .thenComparing(Comparator.comparingLong(Row::time).reversed())
                .thenComparingInt(Row::chat));
        return sorted.stream().map(ModelList::seen).toList();
    }

    @Override
    public DecodedPage read(int page, int size) {
        between.accept(this);
        requests++;
        List<ChatSeen> all = all();
        int shown = Math.min(size, cap);
        int from = Math.min(all.size(), (page - 1) * shown);
        List<ChatSeen> shownRows = all.subList(from, Math.min(all.size(), from + shown));
        rowsServed += shownRows.size();
        return new DecodedPage(shownRows, 0, shownRows.size());
    }

    private static ChatSeen seen(Row row) {
        return new ChatSeen(
                phone(row.chat()),
                null,
                ChatKind.PERSON,
                "chat " + row.chat(),
                0,
                row.time(),
                false,
                null,
                false,
                false,
                row.pinned(),
                false,
                null,
                null);
    }
}
