package dev.vigia.agent.dispatch;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * What a delivery costs. Not a test: run {@link #main} on the disk in question, with a directory of it as the argument; the databases that it
 * leaves there may be deleted.
 *
 * <p>Prints events a second through the log and one lane with acks, beside raw batched inserts of the same rows; the time from a commit
 * to the handler at 100 events a second; and the same again beside a plugin that always fails.
 */
final class DeliveryBenchmark {
    private static final int EVENTS = 20_000;
    private static final int BATCH = 64;
    private static final int ROUNDS = 3;
    private static final int PACED = 1_000;

    private DeliveryBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path parent = Path.of(arguments.length > 0 ? arguments[0] : ".").toAbsolutePath();
        for (int round = 1; round <= ROUNDS; round++) {
            double raw = rawInserts(Files.createTempDirectory(parent, "raw"));
            double through = throughLane(Files.createTempDirectory(parent, "lane"));
            System.out.printf(
                    "round %d: raw inserts %,.0f/s, log and lane %,.0f/s: %.2f of it%n",
                    round, raw, through, through / raw);
            System.out.printf("round %d: commit to handler: %s%n", round, latency(parent, false));
            System.out.printf("round %d: beside a plugin that always fails: %s%n", round, latency(parent, true));
        }
    }

    /** The rows that one event makes: its own, and the one that acks it. */
    private static double rawInserts(Path directory) throws Exception {
        Workbench bench = new Workbench(directory);
        bench.newUnread("chat1", 1);
        String json = bench.rows("SELECT json FROM event").get(0);
        bench.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("vigia.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            long start = System.nanoTime();
            for (int first = 10; first < EVENTS + 10; first += BATCH) {
                statement.execute("BEGIN IMMEDIATE");
                try (PreparedStatement event = connection.prepareStatement(
                                "INSERT INTO event (account, seq, at, chat, json) VALUES ('sales', ?, 0, 'chat1', ?)");
                        PreparedStatement delivery =
                                connection.prepareStatement("INSERT INTO delivery (account, seq, instance, at, outcome)"
                                        + " VALUES ('sales', ?, 'one', 0, 'chat.new-unread: handled')")) {
                    for (int sequence = first; sequence < first + BATCH; sequence++) {
                        event.setLong(1, sequence);
                        event.setString(2, json);
                        event.addBatch();
                        delivery.setLong(1, sequence);
                        delivery.addBatch();
                    }
                    event.executeBatch();
                    delivery.executeBatch();
                }
                statement.execute("COMMIT");
            }
            return perSecond(start);
        }
    }

    private static double throughLane(Path directory) throws Exception {
        Workbench bench = new Workbench(directory);
        try {
            bench.installHandler("sample", "if (number == " + EVENTS + ") seen.add(\"end\");");
            Seen seen = new Seen();
            bench.start(seen.use("one", "sample"));
            long start = System.nanoTime();
            for (int first = 1; first <= EVENTS; first += BATCH) {
                List<Fact> facts = new ArrayList<>();
                for (int number = first; number < first + BATCH && number <= EVENTS; number++) {
                    facts.add(Workbench.fact("chat" + number % 200, number));
                }
                bench.commit(Instant.now(), facts);
            }
            while (seen.lines().isEmpty()
                    || !bench.rows("SELECT seq FROM plugin_cursor").contains("" + EVENTS)) {
                LockSupport.parkNanos(1_000_000);
            }
            return perSecond(start);
        } finally {
            bench.close();
        }
    }

    private static double perSecond(long start) {
        return EVENTS * 1e9 / (System.nanoTime() - start);
    }

    private static String latency(Path parent, boolean besideFailing) throws Exception {
        Workbench bench = new Workbench(Files.createTempDirectory(parent, "paced"));
        try {
            bench.installHandler("sample", "seen.add(number + \" \" + System.nanoTime());");
            bench.installHandler("failing", "throw new Exception(\"always\");");
            Seen seen = new Seen();
            List<PluginUse> uses = new ArrayList<>(List.of(seen.use("one", "sample")));
            if (besideFailing) {
                uses.add(new Seen().use("two", "failing"));
            }
            bench.start(uses.toArray(new PluginUse[0]));
            long[] committed = new long[PACED + 1];
            long next = System.nanoTime();
            for (int number = 1; number <= PACED; number++) {
                bench.newUnread("chat" + number % 200, number);
                committed[number] = System.nanoTime();
                next += 10_000_000;
                LockSupport.parkNanos(next - System.nanoTime());
            }
            while (seen.lines().size() < PACED) {
                LockSupport.parkNanos(1_000_000);
            }
            long[] waits = seen.lines().stream()
                    .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1))
                            - committed[Integer.parseInt(line.substring(0, line.indexOf(' ')))])
                    .sorted()
                    .toArray();
            return "median %.2f ms, 99th percentile %.2f ms".formatted(part(waits, 0.5), part(waits, 0.99));
        } finally {
            bench.close();
        }
    }

    private static double part(long[] sorted, double share) {
        return Arrays.stream(sorted)
                        .skip((long) (sorted.length * share))
                        .findFirst()
                        .orElse(0)
                / 1e6;
    }
}
