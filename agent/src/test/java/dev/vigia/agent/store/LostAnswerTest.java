package dev.vigia.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.Event;
import dev.vigia.calls.ActionRequest;
import dev.vigia.calls.Effects;
import dev.vigia.calls.Effects.NoticeGiven;
import dev.vigia.calls.Effects.Slot;
import dev.vigia.calls.Effects.StateChange;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays looks, deliveries and actions, all of whom try again what failed as the agent does, and loses the answer to one commit: to the first,
 * the second, and so on. What is stored in the end must not depend on which.
 */
@Timeout(120)
final class LostAnswerTest {
    private static final String ACCOUNT = "sales";
    private static final String INSTANCE = "counter";
    private static final int EVENTS = 3;

    @TempDir
    private Path directory = Path.of("");

    /** What happens to the answer to one commit. */
    private enum Fault {
        NONE,
        /** The commit is done, then its answer is lost, and the question after it fails, too. */
        AFTER,
        /** The commit is not done. */
        BEFORE
    }

    @Test
    void endsAsWithout_whicheverCommitLosesItsAnswer() throws Exception {
        List<String> without = play(Fault.NONE, 0).contents();
        int commits = play(Fault.NONE, 0).commits();
        assertThat(without).isNotEmpty();
        assertThat(commits).isGreaterThan(10);
        for (int lost = 1; lost <= commits; lost++) {
            for (Fault fault : List.of(Fault.AFTER, Fault.BEFORE)) {
                assertThat(play(fault, lost).contents())
                        .as("%s commit %d of %d", fault, lost, commits)
                        .isEqualTo(without);
            }
        }
    }

    private record Played(List<String> contents, int commits) {}

    private Played play(Fault fault, int lost) throws Exception {
        TestStore file = TestStore.in(Files.createDirectory(directory.resolve("" + fault + lost + System.nanoTime())));
        file.open().close();
        try (SqliteFile sqlite = SqliteFile.held(file.settings().url())) {
            Unreliable connections = new Unreliable(sqlite.connections(), fault, lost);
            try (Reader reader = new Reader(sqlite);
                    Writer writer = new Writer(sqlite, connections.source())) {
                scenario(reader, writer);
            }
            return new Played(contents(file), connections.commits());
        }
    }

    private static void scenario(Reader reader, Writer writer) throws StoreException {
        Wakeup wakeup = new Wakeup();
        Accounts accounts = new Accounts(reader, writer, wakeup);
        EventLog log = new EventLog(reader, wakeup, writer.outsideChanges());
        Deliveries deliveries = new Deliveries(INSTANCE, ACCOUNT, reader, writer, wakeup, wakeup);
        Outbox outbox = new Outbox(reader, writer, wakeup, wakeup);
        retried(() -> {
            AccountState state = accounts.load(ACCOUNT);
            return state.revision() > 0 ? state : accounts.commit(state, TestStore.events(0));
        });
        retried(() -> {
            deliveries.begin(false, TestStore.NOON);
            return true;
        });
        for (int n = 1; n <= EVENTS; n++) {
            long number = n;
            retried(() -> {
                AccountState state = accounts.load(ACCOUNT);
                return state.revision() > number ? state : accounts.commit(state, TestStore.events(1));
            });
            PluginMemory memory = new PluginMemory(reader, accounts);
            retried(() -> handle(
                    memory,
                    log.after(ACCOUNT, deliveries.progress().cursor(), 1)
                            .get(0)
                            .event()
                            .orElseThrow(),
                    deliveries));
            // The notice, which the instance does not care for.
            retried(() -> {
                deliveries.ack(Map.of(), number * 3 - 1, TestStore.NOON);
                return true;
            });
            QueuedAction action = outbox.queue(ACCOUNT).get(0);
            Optional<ClaimedAction> claimed = retried(() -> outbox.claim(action.id(), TestStore.NOON));
            assertThat(claimed).as("what is claimed is sent, or in doubt").isPresent();
            retried(() -> {
                outbox.done(ACCOUNT, action.id(), "z", "m", TestStore.NOON);
                return true;
            });
            retried(() -> {
                deliveries.ack(Map.of(number * 3, "handled"), number * 3, TestStore.NOON);
                return true;
            });
        }
    }

    /** Counts an event, tells of it, and sends something, as a plugin in a lane does. */
    private static boolean handle(PluginMemory memory, Event event, Deliveries deliveries) throws StoreException {
        int count = memory.value(INSTANCE, ACCOUNT, "", "count", TestStore.NOON)
                        .map(Integer::valueOf)
                        .orElse(0)
                + 1;
        long sequence = event.meta().sequence();
        String id = "action-" + sequence;
        Instant later = TestStore.NOON.plusSeconds(60);
        Effects effects = new Effects(
                List.of(new StateChange("", "count", "" + count, null)),
                List.of(new Slot("route", "slot-" + sequence, "5511", TestStore.NOON, later)),
                List.of(new ActionRequest(id, id, "5511", "5511", "send-text", "Olá", 0, 0, false, later)),
                List.of(new NoticeGiven(null, "counted", "" + count)),
                List.of());
        Delivery delivery = new Delivery(sequence, "", Delivery.Origin.LOG, "", 1);
        boolean settled = deliveries.settle(delivery, "handled, 1 action", effects, TestStore.NOON);
        deliveries.ack(Map.of(), sequence, TestStore.NOON);
        return settled;
    }

    private interface Step<T> {
        T run() throws StoreException;
    }

    private static <T> T retried(Step<T> step) throws StoreException {
        try {
            return step.run();
        } catch (StoreException e) {
            return step.run();
        }
    }

    /** All that a commit of the scenario changes, but for the random ids of events. */
    private static List<String> contents(TestStore file) throws SQLException {
        List<String> all = new ArrayList<>();
        for (String table : List.of(
                "account_state", "plugin_cursor", "delivery", "plugin_state", "once_slot", "action", "dead_letter")) {
            all.addAll(file.rows("SELECT '" + table + "', * FROM " + table + " ORDER BY 1, 2, 3"));
        }
        all.addAll(file.rows("SELECT seq, substr(json, instr(json, '\"data\"')) FROM event ORDER BY seq"));
        return all;
    }

    /** Connections of which one commit fails, counted over all of them. */
    private static final class Unreliable {
        private final DataSource real;
        private final Fault fault;
        private final int lost;
        private int commits;
        private boolean failNextQuestion;

        Unreliable(DataSource real, Fault fault, int lost) {
            this.real = real;
            this.fault = fault;
            this.lost = lost;
        }

        int commits() {
            return commits;
        }

        DataSource source() {
            return proxy(DataSource.class, real, call -> call.method().getName().equals("getConnection"), call -> {
                if (failNextQuestion) {
                    failNextQuestion = false;
                    throw new SQLException("as if the database were still away");
                }
                return connection((Connection) call.run());
            });
        }

        private Connection connection(Connection connection) {
            return proxy(
                    Connection.class,
                    connection,
                    call -> call.method().getName().equals("createStatement"),
                    call -> statement((Statement) call.run()));
        }

        private Statement statement(Statement statement) {
            return proxy(Statement.class, statement, call -> call.arguments().equals(List.of("COMMIT")), this::commit);
        }

        private Object commit(Call call) throws Throwable {
            if (++commits != lost || fault == Fault.NONE) {
                return call.run();
            }
            if (fault == Fault.AFTER) {
                call.run();
                failNextQuestion = true;
            }
            throw new SQLException("as if the answer were lost");
        }

        private record Call(Object target, Method method, List<Object> arguments) {
            Object run() throws Throwable {
                try {
                    return method.invoke(target, arguments.toArray());
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }

        private interface Instead {
            Object run(Call call) throws Throwable;
        }

        private static <T> T proxy(Class<T> type, T target, Predicate<Call> which, Instead instead) {
            InvocationHandler handler = (proxy, method, arguments) -> {
                Call call = new Call(target, method, arguments == null ? List.of() : Arrays.asList(arguments));
                return which.test(call) ? instead.run(call) : call.run();
            };
            return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
