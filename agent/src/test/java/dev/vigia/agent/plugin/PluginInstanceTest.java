package dev.vigia.agent.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vigia.agent.plugin.DeliveryException.Kind;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.Handled;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A plugin instance from its setup to its end. */
final class PluginInstanceTest {
    @TempDir
    Path directory;

    @TempDir
    Path work;

    private final Seen seen = new Seen();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @AfterEach
    void detach() {
        ((Logger) LoggerFactory.getLogger(PluginInstance.class)).detachAppender(logged);
    }

    @Test
    void runsPluginCodeWithItsOwnContextClassLoader_andSetsTheThreadBack() throws Exception {
        String note =
                "seen.add(%s + Thread.currentThread().getContextClassLoader().getName() + \" \" + org.slf4j.MDC.getCopyOfContextMap());";
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                %s
                setup.on(NewUnread.class).where(event -> { %s return true; }).handle((event, context) -> {
                    %s
                    org.slf4j.MDC.put("leaked", "yes");
                    Thread.currentThread().setContextClassLoader(null);
                });
                setup.beforeAck(() -> { %s });
                setup.closeAtEnd(() -> { %s });
                """.formatted(
                        note.formatted("\"setup \""),
                        note.formatted("\"where \""),
                        note.formatted("\"handle \""),
                        note.formatted("\"flush \""),
                        note.formatted("\"close \"")));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        MDC.put("lane", "1");
        try {
            instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
            instance.flush();
            instance.close();

            assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
            assertThat(MDC.getCopyOfContextMap()).containsOnlyKeys("lane");
        } finally {
            MDC.clear();
        }
        assertThat(seen.lines()).hasSize(5);
        assertThat(seen.lines().get(0)).isEqualTo("setup sample.jar {plugin=night}");
        assertThat(seen.lines().get(1))
                .startsWith("where sample.jar {")
                .contains("plugin=night", "account=sales", "chat=chat-1", "lane=1");
        assertThat(seen.lines().get(2)).startsWith("handle sample.jar {").contains("plugin=night");
        assertThat(seen.lines().get(3)).startsWith("flush sample.jar {").doesNotContain("leaked");
        assertThat(seen.lines().get(4)).startsWith("close sample.jar {").contains("plugin=night");
    }

    @Test
    void asksRoutesAndConditionsInOrder() throws Exception {
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                setup.on(NewUnread.class).where(event -> seen.add("first")).where((event, context) -> event.chat().unread() > 5)
                        .where(event -> seen.add("never asked")).handle((event, context) -> seen.add("not handled"));
                setup.on(ChatEvent.class).handle((event, context) -> seen.add("family " + event.type()));
                setup.on(AccountEvent.class).handle((event, context) -> seen.add("account " + event.type()));
                setup.on(Event.class).named("all").handle((event, context) -> seen.add("all " + context.now() + " " + context.attempt()));
                """);

        Handled newUnread = instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
        Handled baselined = instance.deliver(Samples.baselined("e2"), Samples.NOW.plusSeconds(1), 2, false);

        assertThat(seen.lines())
                .containsExactly(
                        "first",
                        "family chat.new-unread",
                        "all 2026-01-15T17:20:07Z 1",
                        "account account.baselined",
                        "all 2026-01-15T17:20:08Z 2");
        assertThat(newUnread.outcome())
                .isEqualTo("chat.new-unread: filtered by where 2; chat-event: handled; all: handled");
        assertThat(baselined.outcome()).isEqualTo("account-event: handled; all: handled");
        assertThat(instance.accounts()).containsExactly("sales");
    }

    @Test
    void keysACall_byInstanceEventAndRoute() throws Exception {
        String statements = """
                List<String> seen = setup.settings(Settings.class).seen();
                setup.on(NewUnread.class).named("a").handle((event, context) -> seen.add(context.idempotencyKey()));
                setup.on(NewUnread.class).named("b").handle((event, context) -> seen.add(context.idempotencyKey()));
                """;
        PluginInstance night = setUp(statements);
        PluginInstance day = setUp("day", statements);

        night.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
        night.deliver(Samples.newUnread("e2"), Samples.NOW, 1, false);
        day.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
        assertThat(seen.lines()).hasSize(6).doesNotHaveDuplicates().allMatch(key -> key.matches("[0-9a-f]{32}"));

        night.deliver(Samples.newUnread("e1"), Samples.NOW.plusSeconds(9), 2, false);
        assertThat(seen.lines().subList(6, 8)).isEqualTo(seen.lines().subList(0, 2));
        assertThat(seen.lines().get(0)).isEqualTo("cf57437cf525aecfbf8cd63ad4dc1e26");
    }

    @Test
    void refusesTheContext_afterTheCallAndOnOtherThreads() throws Exception {
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                Context[] kept = new Context[1];
                setup.on(NewUnread.class).handle((event, context) -> {
                    kept[0] = context;
                    Thread other = new Thread(() -> {
                        try {
                            context.now();
                        } catch (IllegalStateException e) {
                            seen.add(e.getMessage());
                        }
                    });
                    other.start();
                    other.join();
                });
                setup.on(ChatEvent.class).handle((event, context) -> {
                    try {
                        kept[0].idempotencyKey();
                    } catch (IllegalStateException e) {
                        seen.add(e.getMessage());
                    }
                });
                """);

        instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);

        assertThat(seen.lines()).hasSize(2);
        assertThat(seen.lines().get(0))
                .startsWith("Context.now was called on another thread than the call of route \"chat.new-unread\"");
        assertThat(seen.lines().get(1))
                .startsWith("Context.idempotencyKey was called after the call of route \"chat.new-unread\"");
    }

    @Test
    void refusesSetup_afterItReturnedAndOnOtherThreads() throws Exception {
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                Thread other = new Thread(() -> {
                    try {
                        setup.beforeAck(() -> {});
                    } catch (IllegalStateException e) {
                        seen.add(e.getMessage());
                    }
                });
                other.start();
                other.join();
                Route<NewUnread> route = setup.on(NewUnread.class);
                route.handle((event, context) -> {
                    try {
                        setup.clock();
                    } catch (IllegalStateException e) {
                        seen.add(e.getMessage());
                    }
                    route.named("late");
                });
                """);

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false))
                .withMessageContaining(
                        "java.lang.IllegalStateException: Route.named was called after setup of plugin instance");
        assertThat(seen.lines()).hasSize(2);
        assertThat(seen.lines().get(0)).startsWith("Setup.beforeAck was called on a thread of its own during setup");
        assertThat(seen.lines().get(1))
                .isEqualTo(
                        "Setup.clock was called after setup of plugin instance \"night\" had returned. Register everything within setup");
    }

    @Test
    void turnsWhatAPluginThrowsIntoText() throws Exception {
        PluginInstance instance = setUp("""
                setup.on(NewUnread.class).handle((event, context) -> {
                    throw new IllegalStateException("no\\nsocket", new java.io.IOException("refused"));
                });
                """);

        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false))
                .withMessageMatching(
                        "plugin instance \"night\": route \"chat\\.new-unread\" failed:"
                                + " java\\.lang\\.IllegalStateException: no\\\\nsocket at com\\.acme\\.Sample\\.\\S+\\(Sample\\.java:\\d+\\);"
                                + " caused by java\\.io\\.IOException: refused at com\\.acme\\.Sample\\.\\S+\\(Sample\\.java:\\d+\\)")
                .withNoCause()
                .satisfies(thrown -> assertThat(thrown.kind()).isEqualTo(Kind.FAILED))
                .satisfies(thrown -> assertThat(thrown.getStackTrace()).isEmpty());
    }

    @Test
    void survivesErrors_andTellsThoseOfLinkageApart() throws Exception {
        PluginInstance instance = setUp("""
                setup.on(NewUnread.class).named("deep").where(event -> event.meta().id().equals("deep"))
                        .handle((event, context) -> deep(0));
                setup.on(NewUnread.class).named("linkage").where(event -> event.meta().id().equals("linkage"))
                        .handle((event, context) -> com.google.gson.Gone.run());
                setup.on(NewUnread.class).named("evil").where(event -> event.meta().id().equals("evil"))
                        .handle((event, context) -> { throw new Evil(); });
                setup.on(NewUnread.class).named("death").where(event -> event.meta().id().equals("death"))
                        .handle((event, context) -> { throw new AssertionError("wrong"); });
                """);

        assertThat(failure(instance, "deep"))
                .hasMessageContaining("java.lang.StackOverflowError at com.acme.Sample.deep");
        assertThat(failure(instance, "evil"))
                .hasMessageContaining(
                        "com.acme.Sample$Evil: (its message cannot be read: java.lang.IllegalStateException)");
        assertThat(failure(instance, "death"))
                .hasMessageContaining("java.lang.AssertionError: wrong at com.acme.Sample");
        assertThat(failure(instance, "death").kind()).isEqualTo(Kind.FAILED);
        assertThat(failure(instance, "linkage").kind()).isEqualTo(Kind.BROKEN);
        assertThat(failure(instance, "linkage"))
                .hasMessageContaining("java.lang.NoClassDefFoundError: com/google/gson/Gone at com.acme.Sample")
                .hasMessageContaining(
                        "Bundle it in the jar or put it beside it in " + directory.resolve("sample") + "/");
    }

    @Test
    void letsOutOfMemoryPass_becauseTheProcessIsLost() throws Exception {
        PluginInstance instance =
                setUp("setup.on(Event.class).handle((event, context) -> { throw new OutOfMemoryError(\"heap\"); });");

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false));
    }

    @Test
    void marksTheThreadAgain_whenThePluginGaveInToAnInterrupt() throws Exception {
        PluginInstance instance = setUp("setup.on(Event.class).handle((event, context) -> Thread.sleep(60_000));");

        Thread.currentThread().interrupt();
        assertThat(failure(instance, "e1")).hasMessageContaining("java.lang.InterruptedException");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void flushesInOrder_onceForWhatWasHandled_andAgainAfterAFailure() throws Exception {
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                setup.on(NewUnread.class).handle((event, context) -> seen.add("handled"));
                setup.beforeAck(() -> seen.add("flush 1"));
                setup.beforeAck(() -> { seen.add("flush 2"); if (seen.size() < 4) throw new java.io.IOException("disk full"); });
                """);

        instance.flush();
        assertThat(seen.lines()).isEmpty();
        instance.deliver(Samples.baselined("e0"), Samples.NOW, 1, false);
        instance.flush();
        assertThat(seen.lines()).isEmpty();

        instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(instance::flush)
                .withMessageContaining("a step before the ack failed: java.io.IOException: disk full");
        instance.flush();
        instance.flush();
        assertThat(seen.lines()).containsExactly("handled", "flush 1", "flush 2", "flush 1", "flush 2");
    }

    @Test
    void closesInReverseOrder_pastFailuresAndInterrupts() throws Exception {
        PluginInstance instance = setUp("""
                List<String> seen = setup.settings(Settings.class).seen();
                setup.on(Event.class).handle((event, context) -> {});
                setup.closeAtEnd(() -> seen.add("first " + Thread.currentThread().isInterrupted()));
                setup.closeAtEnd(() -> { seen.add("second"); throw new IllegalStateException("stuck"); });
                setup.closeAtEnd(() -> { seen.add("third"); Thread.sleep(0); throw new InterruptedException(); });
                """);
        logged.start();
        ((Logger) LoggerFactory.getLogger(PluginInstance.class)).addAppender(logged);

        instance.close();
        assertThat(Thread.interrupted()).isTrue();
        instance.close();

        assertThat(seen.lines()).containsExactly("third", "second", "first false");
        assertThat(logged.list)
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull());
        assertThat(logged.list.get(1).getFormattedMessage())
                .startsWith("Plugin instance \"night\" could not close its com.acme.Sample$$Lambda")
                .contains(": java.lang.IllegalStateException: stuck at com.acme.Sample.");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> instance.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false))
                .withMessage("plugin instance \"night\" is closed");
    }

    @Test
    void refusesAPluginThatThrows_andClosesWhatItOpened() {
        assertThat(refusal("""
                List<String> seen = setup.settings(Settings.class).seen();
                setup.closeAtEnd(() -> seen.add("closed 1"));
                setup.closeAtEnd(() -> seen.add("closed 2"));
                throw new java.io.IOException("cannot open journal");
                """))
                .matches(
                        "vigia\\.conf: 12: plugin instance \"night\": plugin sample unknown \\(\\S+/sample\\.jar\\) failed in setup:"
                                + " java\\.io\\.IOException: cannot open journal at com\\.acme\\.Sample\\.setup\\(Sample\\.java:\\d+\\)\\."
                                + " Correct the plugin or its settings, or take the instance out of the configuration");
        assertThat(seen.lines()).containsExactly("closed 2", "closed 1");
    }

    @Test
    void refusesAPlugin_whoseConstructorOrInitialiserThrows() {
        assertThat(refusalOf("public Sample() { throw new IllegalStateException(\"not today\"); }"))
                .contains("failed in setup: java.lang.IllegalStateException: not today at com.acme.Sample.<init>(");
        assertThat(refusalOf("static final int N = Integer.parseInt(\"x\");"))
                .contains(
                        "java.lang.ExceptionInInitializerError; caused by java.lang.NumberFormatException: For input string: \"x\"")
                .contains("A static initialiser of the plugin failed");
    }

    @Test
    void refusesRoutesThatLeadNowhereOrCollide() {
        assertThat(refusal("setup.on(NewUnread.class).where(event -> true); setup.on(Muted.class).named(\"m\");"))
                .endsWith("left route \"chat.new-unread\" for NewUnread, route \"m\" for Muted without a handler."
                        + " End the route in the plugin's setup with handle(…)");
        assertThat(refusal("for (int i = 0; i < 2; i++) { setup.on(NewUnread.class).handle((event, context) -> {}); }"))
                .contains(
                        "two routes are called \"chat.new-unread\". Give one of them a name of its own with named(…)");
        assertThat(
                        refusal(
                                "Route<Muted> r = setup.on(Muted.class); r.handle((event, context) -> {}); r.where(event -> true);"))
                .contains("route \"chat.muted\" for Muted is finished: where(…) was called after handle(…)");
    }

    @Test
    void refusesNullsAndWrongTypes() {
        assertThat(refusal("setup.on(null);")).contains("the type given to on(…) is null");
        assertThat(refusal("setup.on((Class) String.class);")).contains("java.lang.String is no type of event");
        assertThat(refusal("setup.settings((Class) String.class);")).contains("java.lang.String is no record");
        assertThat(refusal("setup.on(Muted.class).handle(null);")).contains("the handler given to handle(…) is null");
        assertThat(refusal("setup.on(Muted.class).named(\" \");")).contains("a route's name is blank");
        assertThat(refusal("setup.beforeAck(null);")).contains("the step given to beforeAck(…) is null");
        assertThat(refusal("setup.closeAtEnd(null);")).contains("the resource given to closeAtEnd(…) is null");
    }

    @Test
    void refusesBadSettings_alsoThoseThatThePluginDidNotCareFor() {
        List<String> problems =
                List.of("vigia.conf: 14: unknown setting \"txt\"", "vigia.conf: 15: \"opens\" is no time");
        SettingsSource bad = new SettingsSource() {
            @Override
            public <R extends Record> R as(Class<R> type) {
                throw new InvalidSettingsException(problems);
            }
        };
        String[] setups = {
            "setup.settings(Settings.class);",
            "try { setup.settings(Settings.class); } catch (RuntimeException e) { }",
            "setup.on(Event.class).handle((event, context) -> {});"
        };
        for (String setup : setups) {
            assertThatExceptionOfType(PluginException.class)
                    .isThrownBy(() -> setUp(
                            new PluginUse("night", "sample", Set.of(), 1, false, bad, "vigia.conf: 12"), "", setup))
                    .satisfies(thrown -> assertThat(thrown.problems())
                            .containsExactly(
                                    "plugin instance \"night\": vigia.conf: 14: unknown setting \"txt\"",
                                    "plugin instance \"night\": vigia.conf: 15: \"opens\" is no time"));
        }
    }

    @Test
    void isRefused_ifItHandlesOneEventAtATime_andIsToHandleMore() {
        PluginUse use = new PluginUse("night", "sample", Set.of(), 4, false, seen, "vigia.conf: 12");
        String route = "setup.on(Event.class).handle((event, context) -> {});";

        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> setUp(use, "", "setup.oneAtATime();" + route))
                .withMessage(
                        "plugin instance \"night\": vigia.conf: 12: parallelism is 4, but this plugin handles one event at"
                                + " a time; remove that line");
        assertThatNoException().isThrownBy(() -> setUp(seen.use("night", "sample"), "", "setup.oneAtATime();" + route));
    }

    @Test
    void givesInstancesOfOnePluginObjectsOfTheirOwn() throws Exception {
        String statements = """
                List<String> seen = setup.settings(Settings.class).seen();
                String name = setup.instance();
                setup.on(NewUnread.class).handle((event, context) -> seen.add(name + " " + ++handled + " " + context.log().getName()));
                """;
        PluginJar.of(PluginJar.source("Sample", "sample", Seen.RECORD + " int handled;", statements))
                .writeTo(directory, "sample.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            PluginUse one = seen.use("one", "sample");
            PluginUse two = seen.use("two", "sample");
            PluginInstance first = PluginInstance.setUp(plugins.typeFor(one), one, Samples.MEMORY, Samples.CLOCK);
            PluginInstance second = PluginInstance.setUp(plugins.typeFor(two), two, Samples.MEMORY, Samples.CLOCK);

            first.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
            second.deliver(Samples.newUnread("e1"), Samples.NOW, 1, false);
        }
        assertThat(seen.lines()).containsExactly("one 1 plugin.one", "two 1 plugin.two");
    }

    private static DeliveryException failure(PluginInstance instance, String eventId) throws StoreException {
        try {
            instance.deliver(Samples.newUnread(eventId), Samples.NOW, 1, false);
        } catch (DeliveryException e) {
            return e;
        }
        throw new AssertionError("event " + eventId + " did not fail");
    }

    private String refusal(String statements) {
        return refusal(Seen.RECORD, statements);
    }

    private String refusalOf(String members) {
        return refusal(members, "");
    }

    private String refusal(String members, String statements) {
        try {
            setUp(seen.use("night", "sample"), members, statements);
        } catch (PluginException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("setup was not refused: " + statements);
    }

    private PluginInstance setUp(String statements) throws PluginException {
        return setUp("night", statements);
    }

    private PluginInstance setUp(String instance, String statements) throws PluginException {
        String members = Seen.RECORD
                + " static int deep(int n) { return deep(n + 1) + 1; }"
                + " static class Evil extends RuntimeException { public String getMessage() { throw new IllegalStateException(); } }";
        return setUp(seen.use(instance, "sample"), members, statements);
    }

    private PluginInstance setUp(PluginUse use, String members, String statements) throws PluginException {
        String record = members.contains(Seen.RECORD) ? members : Seen.RECORD + members;
        PluginJar.of(
                        PluginJar.source("Sample", "sample", record, statements),
                        "package com.google.gson; public class Gone { public static void run() {} }")
                .without("com.google.gson.Gone")
                .writeTo(directory, "sample.jar");
        try (PluginDirectory plugins = PluginDirectory.open(directory, work)) {
            assertThat(plugins.problems()).isEmpty();
            return PluginInstance.setUp(plugins.typeFor(use), use, Samples.MEMORY, Samples.CLOCK);
        }
    }
}
