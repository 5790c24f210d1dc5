package dev.vigia.agent.built;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.Call;
import dev.vigia.agent.simulator.Post;
import dev.vigia.agent.simulator.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * That after an {@link Ordeal} all is as it should be, as seen from outside: in the database, in the files of plugins and at the simulator.
 *
 * @param redeliveries all that were delivered again, which happens after a kill only
 */
record Proof(int runs, int events, int deliveries, int redeliveries, Map<String, Long> actions) {
    /** How many events a plugin instance may get again for one account after a kill. */
    private static final int WINDOW = 64;

    static Proof of(Ordeal ordeal, Database database) {
        return new Check(ordeal, database).proof();
    }

    /** An action as the database has it. */
    private record Asked(String id, String account, long cause, String kind, String target, String text, String fate) {
        static Asked of(List<String> row) {
            return new Asked(
                    row.get(0), row.get(1), Long.parseLong(row.get(2)), row.get(3), row.get(4), row.get(5), row.get(6));
        }
    }

    private static final class Check {
        private final Ordeal ordeal;
        private final Database database;
        private final List<Told> events;
        private int runs;
        private int deliveries;
        private int redeliveries;

        Check(Ordeal ordeal, Database database) {
            this.ordeal = ordeal;
            this.database = database;
            this.events = database.events();
        }

        Proof proof() {
            assertThat(database.query("PRAGMA integrity_check")).containsExactly(List.of("ok"));
            assertThat(events).extracting(Told::id).doesNotHaveDuplicates();
            List<Map<String, Object>> known = ordeal.workplace().chats();
            for (Chronicle chronicle : ordeal.chronicles()) {
                chronicle.check(events);
                chronicle.checkKnown(known);
            }
            Ordeal.RECORDERS.forEach(this::checkDeliveries);
            for (String table : List.of("parked", "dead_letter", "gap", "failed_attempt")) {
                assertThat(database.query("SELECT * FROM " + table)).as(table).isEmpty();
            }
            checkCounts();
            return new Proof(runs, events.size(), deliveries, redeliveries, checkActions());
        }

        /** Every event came, with the same bytes each time; those of a chat in order; and again only after a kill. */
        private void checkDeliveries(String recorder) {
            Map<String, String> committed = new HashMap<>();
            database.query("SELECT account, seq, json FROM event")
                    .forEach(row -> committed.put(row.get(0) + " " + row.get(1), row.get(2)));
            Set<String> came = new HashSet<>();
            Map<String, Long> latest = new HashMap<>();
            List<List<String>> files = runsOf(recorder);
            runs = Math.max(runs, files.size());
            for (List<String> lines : files) {
                Map<String, Long> latestOfRun = new HashMap<>();
                Map<String, Integer> again = new TreeMap<>();
                for (String line : lines) {
                    String json = line.substring(line.indexOf(' ') + 1);
                    Told told = Told.of(json);
                    String key = told.account() + " " + told.sequence();
                    assertThat(json).as("committed as " + key).isEqualTo(committed.get(key));
                    String chat = told.account() + " " + told.chatId();
                    assertNext(recorder, told, latestOfRun.put(chat, told.sequence()));
                    if (came.add(told.id())) {
                        assertNext(recorder, told, latest.put(chat, told.sequence()));
                    } else {
                        again.merge(told.account(), 1, Integer::sum);
                    }
                }
                assertThat(again.values()).as("delivered again to " + recorder).allMatch(count -> count <= WINDOW);
                deliveries += lines.size();
                redeliveries += again.values().stream().mapToInt(count -> count).sum();
            }
            assertThat(came)
                    .as("delivered to " + recorder)
                    .containsExactlyInAnyOrderElementsOf(
                            events.stream().map(Told::id).toList());
        }

        private static void assertNext(String recorder, Told told, @Nullable Long before) {
            assertThat(before == null || before < told.sequence())
                    .as("%s gets event %d of %s after %s", recorder, told.sequence(), told.account(), before)
                    .isTrue();
        }

        /** What a recorder wrote in each run of the agent, the first first; a last line that is not whole was never acked. */
        private List<List<String>> runsOf(String recorder) {
            Path directory = ordeal.workplace().file("told/" + recorder);
            return Stream.iterate(1, run -> run + 1)
                    .map(run -> directory.resolve(run + ".log"))
                    .takeWhile(Files::exists)
                    .map(Workplace::text)
                    .map(text -> text.substring(0, text.lastIndexOf('\n') + 1)
                            .lines()
                            .toList())
                    .toList();
        }

        /** What a plugin stored with the ack is stored once an event, however often the event came. */
        private void checkCounts() {
            Set<String> answered =
                    ordeal.answered().stream().map(SimulatedAccount::instance).collect(Collectors.toSet());
            Map<String, String> counted = events.stream()
                    .filter(told -> told.isOfAChat() && answered.contains(told.account()))
                    .collect(groupingBy(
                            told -> told.account() + " " + told.chatId(),
                            Collectors.collectingAndThen(counting(), String::valueOf)));
            Map<String, String> stored = database
                    .query("SELECT account || ' ' || chat, value FROM plugin_state"
                            + " WHERE instance = 'actor' AND name = 'count'")
                    .stream()
                    .collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
            assertThat(stored).isEqualTo(counted);
        }

        /** Every action was asked for once, has one fate, was told of once, and was posted as its fate says. */
        private Map<String, Long> checkActions() {
            List<Asked> asked = database
                    .query("SELECT id, account, event_seq, kind, target, text, state FROM action ORDER BY place")
                    .stream()
                    .map(Asked::of)
                    .toList();
            Map<String, String> told = new HashMap<>();
            for (Told event : events) {
                Map<String, Object> action = Json.asObject(event.data().get("action"));
                if (action != null) {
                    assertThat(told.put((String) Objects.requireNonNull(action.get("id")), event.type()))
                            .as("told once")
                            .isNull();
                }
            }
            assertThat(told)
                    .isEqualTo(asked.stream().collect(Collectors.toMap(Asked::id, each -> "action." + each.fate())));
            for (SimulatedAccount account : ordeal.answered()) {
                checkActions(
                        account,
                        asked.stream()
                                .filter(each -> each.account().equals(account.instance()))
                                .toList());
            }
            return asked.stream().collect(groupingBy(Asked::fate, TreeMap::new, counting()));
        }

        private void checkActions(SimulatedAccount account, List<Asked> asked) {
            List<Told> causes = events.stream()
                    .filter(told -> told.account().equals(account.instance())
                            && told.type().equals("chat.new-unread"))
                    .toList();
            List<Asked> texts = ofKind("send-text", asked);
            assertThat(texts)
                    .extracting(Asked::text)
                    .containsExactlyInAnyOrderElementsOf(
                            causes.stream().map(cause -> "re " + cause.id()).toList());
            checkPosts(account.posts(), Call.SEND_TEXT, texts, Asked::text, Post::text);
            List<Asked> readings = ofKind("mark-read", asked);
            assertThat(readings)
                    .extracting(Asked::cause)
                    .containsExactlyInAnyOrderElementsOf(
                            causes.stream().map(Told::sequence).toList());
            // These cannot be told apart, but counted.
            checkPosts(account.posts(), Call.MODIFY_CHAT, readings, Asked::target, Post::phone);
            assertThat(asked).hasSize(texts.size() + readings.size());
        }

        private static List<Asked> ofKind(String kind, List<Asked> asked) {
            return asked.stream().filter(each -> each.kind().equals(kind)).toList();
        }

        private static void checkPosts(
                List<Post> all, Call call, List<Asked> asked, Function<Asked, String> what, Function<Post, String> is) {
            Map<String, Long> posts =
                    all.stream().filter(post -> post.call() == call).collect(groupingBy(is, counting()));
            Map<String, List<Asked>> actions = asked.stream().collect(groupingBy(what));
            assertThat(actions.keySet()).containsAll(posts.keySet());
            actions.forEach((key, same) -> {
                Map<String, Long> fates = same.stream().collect(groupingBy(Asked::fate, counting()));
                long done = fates.getOrDefault("done", 0L);
                long doubtful = fates.getOrDefault("in-doubt", 0L);
                assertThat(posts.getOrDefault(key, 0L))
                        .as("posts of %s: %s", key, fates)
                        .isBetween(done, done + doubtful);
            });
        }
    }
}
