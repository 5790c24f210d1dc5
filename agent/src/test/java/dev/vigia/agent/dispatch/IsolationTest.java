package dev.vigia.agent.dispatch;

import static dev.vigia.agent.dispatch.Neighbours.STUBBORN;
import static dev.vigia.agent.dispatch.Neighbours.awaitThat;
import static dev.vigia.agent.dispatch.Neighbours.handling;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plugin that fails in whatever way delays only itself: beside it, a healthy one gets every event in order and in time. And the
 * operator reads, once, who fails, how, and what to do.
 */
class IsolationTest {
    /** Tells when a chat's event comes and goes. */
    private static final String TELLS = "String about = event.chat().id() + \" \" + number + \".\" + context.attempt();"
            + "seen.add(\"in \" + about); %s seen.add(\"out \" + about);";

    @TempDir
    private Path directory;

    private final Seen bad = new Seen();
    private Neighbours neighbours;

    @BeforeEach
    void open() throws Exception {
        neighbours = new Neighbours(directory);
    }

    @AfterEach
    void letGo() throws Exception {
        bad.tell("go");
        neighbours.close();
    }

    @Test
    void whateverAHandlerThrows_isAFailedAttempt() throws Exception {
        neighbours.installHandler(
                """
                static class Speechless extends RuntimeException {
                    @Override public String getMessage() { throw new IllegalStateException(); }
                    @Override public synchronized Throwable getCause() { throw new IllegalStateException(); }
                    @Override public StackTraceElement[] getStackTrace() { throw new IllegalStateException(); }
                }
                static int deep(int depth) { return deep(depth + 1) + 1; }
                @SuppressWarnings("unchecked")
                static <T extends Throwable> void sneak(Throwable thrown) throws T { throw (T) thrown; }
                static void fail(String how) throws Exception {
                    switch (how) {
                        case "IllegalStateException" -> throw new IllegalStateException("no");
                        case "IOException" -> throw new java.io.IOException("full");
                        case "InterruptedException" -> throw new InterruptedException();
                        case "Speechless" -> throw new Speechless();
                        case "AssertionError" -> throw new AssertionError("wrong");
                        case "StackOverflowError" -> deep(0);
                        case "OutOfMemoryError" -> throw new OutOfMemoryError("unable to create native thread");
                        case "ThreadDeath" -> throw new ThreadDeath();
                        case "Throwable" -> sneak(new Throwable("bare"));
                        default -> { }
                    }
                }
                """,
                "seen.add(event.chat().id() + context.attempt()); if (context.attempt() == 1) fail(event.chat().id());");
        neighbours.start(bad);
        List<String> kinds = List.of(
                "IllegalStateException",
                "IOException",
                "InterruptedException",
                "Speechless",
                "AssertionError",
                "StackOverflowError",
                "OutOfMemoryError",
                "ThreadDeath",
                "Throwable");

        for (String kind : kinds) {
            int number = neighbours.commit(kind);
            neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains(kind + "2"));
            assertThat(neighbours.logged(Level.WARN))
                    .filteredOn(line -> line.contains("event " + number + " "))
                    .singleElement()
                    .asString()
                    .contains("Attempt 1 of 8", "account sales", "plugin instance \"bad\"", kind);
        }

        neighbours.checkHealthy();
        awaitThat(() -> assertThat(bad.lines()).hasSize(neighbours.numbers().size() + kinds.size()));
        assertThat(neighbours.logged(Level.ERROR)).isEmpty();
    }

    @Test
    void aPluginThatFailsWithEveryEvent_isLeftAlone_andSaidToBeOnce() throws Exception {
        neighbours.waits(new Random(1));
        neighbours.installHandler("", "seen.add(event.chat().id()); throw new IllegalStateException(\"no database\");");
        neighbours.start(bad);

        for (int chat = 1; chat <= 5; chat++) {
            neighbours.commit("chat " + chat);
        }
        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).hasSize(1));
        int tried = bad.lines().size();
        for (int more = 1; more <= 100; more++) {
            neighbours.commit("chat " + more);
        }

        neighbours.checkHealthy();
        assertThat(bad.lines()).hasSize(tried);
        assertThat(neighbours.logged(Level.WARN)).hasSizeLessThanOrEqualTo(tried);
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("plugin instance bad", "Its events are kept", "no database");
    }

    @Test
    void aClassThatIsMissing_breaksThePlugin_untilItIsReplaced() throws Exception {
        PluginJar.of(
                        Workbench.source("bad", "", handling("seen.add(Gone.greet());")),
                        "package com.acme; class Gone { static String greet() { return \"late\"; } }")
                .without("com.acme.Gone")
                .writeTo(neighbours.bench().plugins(), "bad.jar");
        checkBroken("java.lang.NoClassDefFoundError", "com.acme.Gone", "Bundle it in the jar");
    }

    @Test
    void aMethodThatIsMissing_breaksThePlugin_untilItIsReplaced() throws Exception {
        String library = "package org.lib; public class Lib { public static void %s() {} }";
        Path old = PluginJar.of(library.formatted("greet")).writeTo(directory, "lib.jar");
        Path folder = neighbours.bench().plugins().resolve("bad");
        PluginJar.of(Workbench.source("bad", "", handling("org.lib.Lib.greet();")))
                .against(old)
                .writeTo(folder, "bad.jar");
        PluginJar.of(library.formatted("salute")).writeTo(folder, "lib.jar");
        checkBroken("java.lang.NoSuchMethodError", "org.lib.Lib.greet()", "Build the plugin anew");
    }

    @Test
    void aClassThatDoesNotInitialise_breaksThePlugin_untilItIsReplaced() throws Exception {
        neighbours.installHandler(
                "static class Limits { static final int MOST = Integer.parseInt(\"many\"); }",
                "seen.add(\"\" + Limits.MOST);");
        checkBroken("java.lang.ExceptionInInitializerError", "NumberFormatException", "many");
    }

    private void checkBroken(String... why) throws Exception {
        neighbours.start(bad);
        neighbours.commit("chat");
        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).hasSize(1));
        for (int more = 0; more < 50; more++) {
            neighbours.commit("chat " + more);
        }
        neighbours.checkHealthy();
        assertThat(neighbours.logged(Level.WARN)).isEmpty();
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("plugin instance bad", "broken", "replaced", "events are kept")
                .contains(why);

        neighbours.stop();
        neighbours.installHandler("", "seen.add(\"\" + number);");
        Path folder = neighbours.bench().plugins().resolve("bad");
        for (String name : List.of("bad.jar", "lib.jar")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        neighbours.start(bad);
        awaitThat(() -> assertThat(bad.lines()).containsExactlyElementsOf(neighbours.numbers()));
        neighbours.checkHealthy();
    }

    @Test
    void aHandlerThatWaitsForEver_isInterruptedAtTheLimit() throws Exception {
        neighbours.installHandler(
                "",
                TELLS.formatted(
                        "if (about.equals(\"waiting 1.1\")) new java.util.concurrent.CountDownLatch(1).await();"));
        neighbours.start(bad);

        neighbours.commit("waiting");
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("out waiting 1.2"));

        neighbours.checkHealthy();
        assertThat(bad.lines()).startsWith("in waiting 1.1", "in waiting 1.2", "out waiting 1.2");
        assertThat(neighbours.logged(Level.WARN)).hasSize(2);
        assertThat(neighbours.logged(Level.WARN).get(0))
                .contains("plugin instance bad has been busy with event 1", "account sales", "it is here:")
                .contains("com.acme.Sample.lambda$setup$0(Sample.java:9)");
        assertThat(neighbours.logged(Level.WARN).get(1)).contains("Attempt 1 of 8 at event 1", "InterruptedException");
        assertThat(neighbours.logged(Level.ERROR)).isEmpty();
    }

    @Test
    void aHandlerThatHeedsNoInterrupt_isGivenUp_andNothingItDidCounts() throws Exception {
        neighbours.installHandler(
                STUBBORN, """
                context.state().get("done").ifPresent(done -> seen.add("done " + done));
                context.state().put("done", "by " + event.chat().id() + context.attempt());
                """ + TELLS.formatted("if (about.startsWith(\"stuck 1.\")) stubborn(seen);"));
        neighbours.start(bad);

        neighbours.commit("stuck");
        neighbours.commit("stuck");
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("out other 10.1"));

        neighbours.checkHealthy();
        assertThat(bad.lines()).filteredOn(line -> line.contains("stuck")).containsExactly("in stuck 1.1");
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("event 1 ", "account sales", "plugin instance bad", "does not heed the interrupt")
                .contains("another thread goes on", "corrected");

        bad.tell("go");
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("out stuck 2.1"));
        neighbours.checkHealthy();
        assertThat(bad.lines())
                .filteredOn(line -> line.startsWith("in stuck") || line.startsWith("out stuck"))
                .containsExactly(
                        "in stuck 1.1",
                        "out stuck 1.1",
                        "in stuck 1.2",
                        "out stuck 1.2",
                        "in stuck 2.1",
                        "out stuck 2.1");
        assertThat(bad.lines()).doesNotContain("done by stuck1.1");
        assertThat(neighbours.logged(Level.INFO))
                .singleElement()
                .asString()
                .contains("plugin instance bad", "has come back");
    }

    @Test
    void aPluginThatKeepsFourThreads_isStuck_untilOneComesBack() throws Exception {
        neighbours.installHandler(STUBBORN, TELLS.formatted("if (about.startsWith(\"stuck\")) stubborn(seen);"));
        neighbours.start(bad);

        for (int chat = 1; chat <= 6; chat++) {
            neighbours.commit("stuck" + chat);
        }
        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).hasSize(4));
        int seen = bad.lines().size();
        for (int more = 0; more < 50; more++) {
            neighbours.commit("other");
        }

        neighbours.checkHealthy();
        assertThat(bad.lines()).hasSize(seen);
        assertThat(bad.lines()).filteredOn(line -> line.startsWith("in stuck")).hasSize(4);
        assertThat(neighbours.logged(Level.ERROR))
                .filteredOn(line -> line.contains("is stuck"))
                .singleElement()
                .asString()
                .contains("plugin instance bad", "4 of its threads", "events are kept");

        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines())
                .filteredOn(line -> line.startsWith("out "))
                .hasSize(neighbours.numbers().size() + 4));
        neighbours.checkHealthy();
    }

    @Test
    void aHandlerThatSpins_takesNothingButTheProcessor() throws Exception {
        neighbours.installHandler(
                "",
                TELLS.formatted(
                        "while (about.startsWith(\"spinning\") && !seen.contains(\"go\")) Thread.onSpinWait();"));
        neighbours.start(bad);

        neighbours.commit("spinning");
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("out other 10.1"));

        neighbours.checkHealthy();
        assertThat(neighbours.logged(Level.ERROR)).hasSize(1);
    }

    @Test
    void aSetupThatHangs_delaysTheStartNoLongerThanASlowOne() throws Exception {
        neighbours.limits(Duration.ofMillis(300), Duration.ofMillis(900));
        neighbours.install(
                STUBBORN,
                "setup.closeAtEnd(() -> seen.add(\"closed\")); stubborn(seen);" + handling("seen.add(\"\" + number);"));
        long begun = System.nanoTime();

        neighbours.start(bad);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).isNotEmpty());
        neighbours.checkHealthy();
        assertThat(neighbours.logged(Level.WARN))
                .singleElement()
                .asString()
                .contains("plugin instance bad has been busy with its setup", "Sample.stubborn");
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains(
                        "Not started: ",
                        "plugin instance bad",
                        "setup",
                        "does not heed the interrupt",
                        "events are kept");

        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines()).containsExactly("go", "closed"));
        neighbours.stop();
        neighbours.start(bad);
        awaitThat(() ->
                assertThat(bad.lines().subList(2, bad.lines().size())).containsExactlyElementsOf(neighbours.numbers()));
    }

    @Test
    void aResourceThatDoesNotClose_delaysTheEndForNoMoreThanTheLimit() throws Exception {
        neighbours.install(
                STUBBORN,
                "setup.closeAtEnd(() -> { seen.add(\"closing\"); stubborn(seen); });"
                        + handling("seen.add(\"\" + number);"));
        neighbours.start(bad);
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("5"));
        long begun = System.nanoTime();

        neighbours.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(bad.lines()).contains("closing");
        assertThat(neighbours.logged(Level.ERROR)).isEmpty();
        assertThat(neighbours.logged(Level.WARN))
                .hasSize(2)
                .last()
                .asString()
                .contains("plugin instance bad", "could not close", "does not heed the interrupt");
        bad.tell("go");
        neighbours.start(bad);
        int last = neighbours.commit("other");
        awaitThat(() -> assertThat(bad.lines()).contains("" + last));
        assertThat(bad.lines()).doesNotHaveDuplicates();
        neighbours.checkHealthy();
    }

    @Test
    void aPluginThatForgetsItsThreads_isNamedWithTheirNumber() throws Exception {
        neighbours.installHandler(STUBBORN, "seen.add(\"\" + number); new Thread(() -> stubborn(seen)).start();");
        neighbours.start(bad);

        for (int more = 0; more < 80; more++) {
            neighbours.commit("other");
        }

        neighbours.checkHealthy();
        awaitThat(() -> assertThat(bad.lines()).hasSize(80));
        assertThat(neighbours.logged(Level.WARN))
                .singleElement()
                .asString()
                .containsPattern("plugin instance bad has \\d\\d threads running")
                .contains("correct", "plugin");
    }

    @Test
    void aSlowPlugin_fallsBehindAlone() throws Exception {
        neighbours.limits(Duration.ofSeconds(10), Duration.ofSeconds(20));
        neighbours.installHandler("", "seen.add(\"\" + number); Thread.sleep(seen.contains(\"go\") ? 0 : 1_000);");
        neighbours.start(bad);

        for (int more = 0; more < 100; more++) {
            neighbours.commit("chat " + more % 7);
        }

        neighbours.checkHealthy();
        assertThat(bad.lines()).hasSizeLessThan(neighbours.numbers().size() / 2);
        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines()).contains("100").hasSize(101));
        assertThat(neighbours.logged(Level.WARN)).isEmpty();
    }

    @Test
    void aConditionThatFailsOrHangs_isTreatedAsAHandlerThatDoes() throws Exception {
        neighbours.install(STUBBORN, """
                setup.on(NewUnread.class).where((event, context) -> {
                    if (event.chat().id().equals("failing") && context.attempt() == 1) throw new AssertionError("odd");
                    if (event.chat().id().equals("stuck")) stubborn(seen);
                    return true;
                }).handle((event, context) -> seen.add(event.chat().id() + context.attempt()));
                """);
        neighbours.start(bad);

        neighbours.commit("failing");
        neighbours.commit("stuck");
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("other1"));
        neighbours.checkHealthy();
        assertThat(bad.lines()).contains("failing2").doesNotContain("stuck1");
        assertThat(neighbours.logged(Level.ERROR)).singleElement().asString().contains("hangs with event 2 ");

        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines()).endsWith("go", "stuck1", "stuck2"));
    }

    @Test
    void aJobThatHangs_isNotRunBesideItself_andDelaysNoEvent() throws Exception {
        neighbours.install(
                STUBBORN,
                "setup.every(\"count\", java.time.Duration.ofSeconds(1), context -> {"
                        + " seen.add(\"run\" + context.attempt()); stubborn(seen); });"
                        + handling("seen.add(\"\" + number);"));
        neighbours.bench().baseline();
        neighbours.start(bad);
        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).isNotEmpty());
        int last = neighbours.commit("other");
        awaitThat(() -> assertThat(bad.lines()).contains("" + last));

        neighbours.checkHealthy();
        assertThat(bad.lines()).filteredOn(line -> line.startsWith("run")).containsExactly("run1");
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("plugin instance bad hangs with the job \"count\" of the account sales");

        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines()).contains("run2"));
    }

    @Test
    void aJobThatFails_isSaidToFailOnce_howeverOftenItDoes() throws Exception {
        neighbours.install(
                "",
                "setup.every(\"count\", java.time.Duration.ofSeconds(1), context -> {"
                        + " seen.add(\"run\" + context.attempt());"
                        + " if (!seen.contains(\"go\")) throw new AssertionError(\"no printer\"); });"
                        + handling("seen.add(\"\" + number);"));
        neighbours.bench().baseline();
        neighbours.start(bad);
        neighbours.whileOthersWrite(() -> assertThat(bad.lines()).contains("run10"));
        neighbours.checkHealthy();
        assertThat(neighbours.logged(Level.WARN))
                .singleElement()
                .asString()
                .contains("job \"count\"", "account sales", "plugin instance \"bad\"", "no printer");

        bad.tell("go");
        awaitThat(() -> assertThat(neighbours.logged(Level.INFO))
                .singleElement()
                .asString()
                .contains("job \"count\"", "account sales", "works again"));
    }

    @Test
    void aHandlerOfGapsThatFailsOrHangs_delaysItsOwnAccountOnly() throws Exception {
        neighbours.install(
                STUBBORN,
                "setup.onGap((gap, context) -> { seen.add(\"gap\" + context.attempt());"
                        + " if (context.attempt() == 1) throw new AssertionError(\"no\"); stubborn(seen); });"
                        + handling("seen.add(event.meta().account() + \" \" + number);"));
        Instant now = Instant.now();
        neighbours.bench().store().deliveries("bad", "sales").begin(true, now.minus(Duration.ofDays(9)));
        neighbours.bench().newUnread("lost", 1, now.minus(Duration.ofDays(8)));
        neighbours.bench().store().pruning().prune(now.minus(Duration.ofDays(7)), List.of(), now);
        neighbours.start(bad);

        neighbours.whileOthersWrite(
                () -> assertThat(neighbours.logged(Level.ERROR)).isNotEmpty());

        neighbours.checkHealthy();
        assertThat(bad.lines()).containsExactly("gap1", "gap2");
        assertThat(neighbours.logged(Level.ERROR))
                .singleElement()
                .asString()
                .contains("plugin instance bad hangs with the news of a gap in the account sales");
        bad.tell("go");
        awaitThat(() -> assertThat(bad.lines()).contains("gap3", "sales 1"));
    }
}
