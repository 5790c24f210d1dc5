package dev.vigia.agent.poll;

import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.zapi.ChatList;
import dev.vigia.agent.zapi.ChatsPage;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.Fingerprint;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Chats as they really are, in memory, with all that they ever were; between two requests a few things happen to them. */
final class World implements ChatList {
    /** What a chat shows that can be compared with what is told of it. */
    record Values(
            String name,
            int unread,
            boolean marked,
            long time,
            boolean muted,
            boolean spam,
            boolean archived,
            boolean pinned) {
        static Values of(Chat chat) {
            return new Values(
                    chat.name(),
                    chat.unread(),
                    chat.markedUnread(),
                    chat.lastMessageAt().map(time -> time.toEpochMilli()).orElse(0L),
                    chat.muted(),
                    chat.spam(),
                    chat.archived(),
                    chat.pinned());
        }
    }

    private static final class Row {
        private final String phone;
        private final String lid;
        private String name;
        private int unread;
        private boolean marked;
        private long time;
        private boolean muted;
        private boolean spam;
        private boolean archived;
        private boolean pinned;
        private final List<Values> history = new ArrayList<>();

        private Row(int number, long time) {
            this.phone = "5511990" + (100_000 + number);
            this.lid = number + "@lid";
            this.name = "Person " + number;
            this.time = time;
        }

        private Values values() {
            return new Values(name, unread, marked, time, muted, spam, archived, pinned);
        }
    }

    private final Map<String, Row> rows = new TreeMap<>();
    private final Map<String, List<Values>> histories = new TreeMap<>();
    private final Map<String, String> phones = new TreeMap<>();
    private final Random random;
    private final boolean showsLid;
    private long now;
    private int number;
    private double busyness;
    private long requests;

    World(Random random, int chats, long now) {
        this.random = random;
        this.now = now;
        this.showsLid = random.nextBoolean();
        for (int i = 0; i < chats; i++) {
            this.now += 90_000;
            add();
        }
    }

    /** How many things happen before a request, on average. */
    void busyness(double perRequest) {
        busyness = perRequest;
    }

    long requests() {
        return requests;
    }

    long now() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    /** Somebody writes. */
    void message() {
        rows.values().stream().findAny().ifPresent(row -> {
            row.time = now;
            record(row);
        });
    }

    boolean has(Chat chat) {
        return rows.containsKey(chat.phone().orElse("")) || byLid(chat.lid().orElse("")) != null;
    }

    /** What each chat is, by its phone. */
    Map<String, Values> values() {
        Map<String, Values> values = new TreeMap<>();
        rows.forEach((phone, row) -> values.put(phone, row.values()));
        return values;
    }

    /** All that a chat ever was, in order. */
    List<Values> history(String phone) {
        return histories.getOrDefault(phone, List.of());
    }

    String phone(Chat chat) {
        return chat.phone().orElseGet(() -> phones.getOrDefault(chat.lid().orElse(""), "unknown"));
    }

    @Override
    public ChatsPage chats(int page, int pageSize) {
        happen();
        requests++;
        List<Row> all = new ArrayList<>(rows.values());
        all.sort(Comparator.comparing((Row row) -> row.pinned)
                .reversed()
                .thenComparing(Comparator.comparingLong((Row row) -> row.time).reversed())
                .thenComparing(row -> row.phone));
        int from = Math.min(all.size(), (page - 1) * pageSize);
        List<ChatSeen> shown = all.subList(from, Math.min(all.size(), from + pageSize)).stream()
                .map(this::seen)
                .toList();
        return new ModelPage(new DecodedPage(shown, 0, shown.size()));
    }

    @Override
    public Optional<ChatSeen> chat(String phoneOrLid) {
        requests++;
        Row row = rows.getOrDefault(phoneOrLid, byLid(phoneOrLid));
        return Optional.ofNullable(row).map(this::seen);
    }

    private record ModelPage(DecodedPage decode) implements ChatsPage {
        @Override
        public Fingerprint fingerprint() {
            return new Fingerprint(decode.rows(), decode.hashCode(), 0);
        }
    }

    private ChatSeen seen(Row row) {
        // Beside the other identity or alone, as the gateway pleases; never now the one alone and now the other.
        boolean alone = random.nextInt(4) == 0;
        return new ChatSeen(
                showsLid && alone ? null : row.phone,
                !showsLid && alone ? null : row.lid,
                ChatKind.PERSON,
                row.name,
                row.marked ? ChatState.MARKED_UNREAD : row.unread,
                row.time,
                row.muted,
                row.muted ? ChatState.FOREVER : null,
                row.spam,
                row.archived,
                row.pinned,
                false,
                null,
                null);
    }

    private @Nullable Row byLid(String lid) {
        return rows.values().stream()
                .filter(row -> row.lid.equals(lid))
                .findFirst()
                .orElse(null);
    }

    private void happen() {
        now += random.nextInt(400);
        while (random.nextDouble() < busyness / (1 + busyness)) {
            now += 1 + random.nextInt(50);
            happenOnce();
        }
    }

    private void happenOnce() {
        if (rows.isEmpty() || random.nextInt(40) == 0) {
            add();
            return;
        }
        List<String> phones = new ArrayList<>(rows.keySet());
        Row row = Objects.requireNonNull(rows.get(phones.get(random.nextInt(phones.size()))));
        switch (random.nextInt(16)) {
            case 0 -> row.spam = !row.spam;
            case 1 -> row.archived = !row.archived;
            case 2 -> row.muted = !row.muted;
            case 3 -> row.name = "Person " + random.nextInt(1000);
            case 4 -> row.pinned = !row.pinned && random.nextInt(4) == 0;
            case 5 -> {
                row.marked = row.unread == 0;
            }
            case 6, 7, 8 -> {
                row.unread = 0;
                row.marked = false;
            }
            case 9 -> row.time = now;
            case 10 -> {
                if (random.nextInt(4) == 0) {
                    rows.remove(row.phone);
                }
            }
            default -> {
                row.unread++;
                row.marked = false;
                row.time = now;
            }
        }
        record(row);
    }

    private void add() {
        Row row = new Row(number++, now);
        rows.put(row.phone, row);
        phones.put(row.lid, row.phone);
        record(row);
    }

    private void record(Row row) {
        histories.computeIfAbsent(row.phone, phone -> row.history).add(row.values());
    }
}
