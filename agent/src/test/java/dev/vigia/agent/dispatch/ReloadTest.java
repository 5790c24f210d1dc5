package dev.vigia.agent.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.vigia.agent.plugin.Loaders;
import dev.vigia.agent.plugin.PluginJar;
import dev.vigia.agent.plugin.PluginUse;
import dev.vigia.agent.plugin.Seen;
import dev.vigia.agent.report.Report;
import dev.vigia.agent.store.StoreException;
import dev.vigia.calls.InvalidSettingsException;
import dev.vigia.calls.SettingsSource;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Plugins that come, change and go while events flow: each event once, in order, and nobody disturbed who does not change. */
@Timeout(180)
class ReloadTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final DeliverySettings IMPATIENT =
            new DeliverySettings(Duration.ofMillis(300), Duration.ofMinutes(5));

    @TempDir
    private Path directory;

    private Workbench bench;
    private final Seen seen = new Seen();
    private final AtomicInteger last = new AtomicInteger();

    @BeforeEach
    void open() throws Exception {
        bench = new Workbench(directory);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    /** A version of a plugin that notes its version with every event; every third event has an effect. */
    private void installVersion(int version) {
        bench.install(
                "sample",
                "seen.add(\"setup v" + version + "\");"
                        + " setup.closeAtEnd(() -> seen.add(\"closed v" + version + "\"));"
                        + " setup.on(NewUnread.class).handle((event, context) -> { int number = event.chat().unread();"
                        + " if (number % 3 == 0) context.state(event.chat()).put(\"last\", \"\" + number);"
                        + " seen.add(\"v" + version + " \" + number + \" \" + event.chat().id()); });");
    }

    /** Commits events of three chats, as fast as it goes, until it is told to stop. */
    private Thread flow(AtomicBoolean stop) {
        Thread thread = new Thread(() -> {
            try {
                while (!stop.get()) {
                    int number = last.incrementAndGet();
                    bench.newUnread("chat" + number % 3, number);
                }
            } catch (StoreException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    private List<String> handled() {
        return seen.lines().stream().filter(line -> line.matches("v\\d+ .*")).toList();
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' ')));
    }

    private static int version(String line) {
        return Integer.parseInt(line.substring(1, line.indexOf(' ')));
    }

    private void awaitHandled(int most) {
        await().atMost(LONG).until(() -> handled().size() >= most);
    }

    private PluginUse parallel(PluginUse use, int parallelism) {
        return new PluginUse(
                use.instance(), use.use(), use.accounts(), parallelism, false, use.settings(), use.origin());
    }

    @Test
    void everyEventIsHandledOnce_byTheOldOrByTheNew_whilePluginsAreReplaced() throws Exception {
        replaceWhileEventsFlow(1);
        assertThat(handled().stream().map(ReloadTest::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last.get()).boxed().toList());
        assertThat(handled().stream().map(ReloadTest::version)).isSorted();
    }

    @Test
    void everyEventIsHandledOnce_alsoByManyThreads() throws Exception {
        replaceWhileEventsFlow(3);
        assertThat(handled().stream().map(ReloadTest::number).sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last.get()).boxed().toList());
        for (String chat : List.of("chat0", "chat1", "chat2")) {
            List<String> ofChat =
                    handled().stream().filter(line -> line.endsWith(chat)).toList();
            assertThat(ofChat.stream().map(ReloadTest::number)).isSorted();
            assertThat(ofChat.stream().map(ReloadTest::version)).isSorted();
        }
    }

    private void replaceWhileEventsFlow(int parallelism) throws Exception {
        installVersion(1);
        PluginUse use = parallel(seen.use("one", "sample"), parallelism);
        Dispatch dispatch = bench.start(use);
        AtomicBoolean stop = new AtomicBoolean();
        Thread flow = flow(stop);
        for (int version = 2; version <= 5; version++) {
            awaitHandled(handled().size() + 50);
            installVersion(version);
            Report report = bench.reload(dispatch, use);
            assertThat(report.refused()).isEmpty();
            assertThat(report.done()).hasSize(1);
            assertThat(report.done().get(0))
                    .startsWith("Plugin instance one replaced: another build of sample unknown (");
        }
        awaitHandled(handled().size() + 50);
        stop.set(true);
        flow.join();
        awaitHandled(last.get());
        assertThat(seen.lines()).contains("setup v5", "closed v4").doesNotContain("closed v5");
    }

    @Test
    void anInstanceComes_andGoes_andGoesOnWhereItStopped_whileAnotherIsNotDisturbed() throws Exception {
        installVersion(1);
        Seen other = new Seen();
        PluginUse stays = other.use("stays", "sample");
        PluginUse comes = seen.use("comes", "sample");
        Dispatch dispatch = bench.start(stays);
        AtomicBoolean stop = new AtomicBoolean();
        Thread flow = flow(stop);
        await().atMost(LONG).until(() -> other.lines().size() > 50);

        assertThat(bench.reload(dispatch, stays, comes).done())
                .containsExactly("Plugin instance comes added: "
                        + bench.installed().types().get("sample"));
        awaitHandled(50);
        assertThat(bench.reload(dispatch, stays).done())
                .containsExactly("Plugin instance comes removed; where it stopped stays noted");
        int whenRemoved = handled().size();
        await().atMost(LONG).until(() -> last.get() > number(handled().get(whenRemoved - 1)) + 50);
        assertThat(handled()).hasSize(whenRemoved);
        assertThat(bench.reload(dispatch, stays, comes).refused()).isEmpty();
        awaitHandled(whenRemoved + 50);
        stop.set(true);
        flow.join();

        int first = number(handled().get(0));
        List<Integer> all = IntStream.rangeClosed(first, last.get()).boxed().toList();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(handled().stream().map(ReloadTest::number)).containsExactlyElementsOf(all));
        assertThat(first).isGreaterThan(1);
        await().atMost(LONG).until(() -> other.lines().size() == last.get() + 1);
        assertThat(other.lines()).containsOnlyOnce("setup v1").doesNotContain("closed v1");
    }

    @Test
    void changedSettingsRestartTheirInstanceOnly() throws Exception {
        installVersion(1);
        Seen other = new Seen();
        PluginUse stays = other.use("stays", "sample");
        Dispatch dispatch = bench.start(stays, seen.use("one", "sample"));
        Seen changed = new Seen();
        PluginUse moved = new PluginUse(
                stays.instance(), stays.use(), stays.accounts(), 1, true, stays.settings(), "vigia.conf: 99");

        Report report = bench.reload(dispatch, moved, changed.use("one", "sample"));

        assertThat(report.done()).containsExactly("Plugin instance one restarted: its settings changed");
        assertThat(seen.lines()).containsExactly("setup v1", "closed v1");
        assertThat(changed.lines()).containsExactly("setup v1");
        assertThat(other.lines()).containsExactly("setup v1");
        bench.newUnread("ana", 1);
        await().untilAsserted(() -> assertThat(changed.lines()).contains("v1 1 ana"));
    }

    @Test
    void aNewVersionThatCannotBeLoaded_changesNothing() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        Path jar = bench.plugins().resolve("sample.jar");
        byte[] whole = Files.readAllBytes(jar);
        for (byte[] bad : List.of(Arrays.copyOf(whole, whole.length / 2), "no jar".getBytes(UTF_8), new byte[0])) {
            Files.write(jar, bad);
            Report report = bench.reload(dispatch, use);
            assertThat(report.done()).isEmpty();
            assertThat(report.refused()).hasSize(1);
            assertThat(report.refused().get(0)).startsWith("sample.jar ").endsWith("the version in use goes on");
        }
        bench.newUnread("ana", 1);
        await().untilAsserted(() -> assertThat(handled()).containsExactly("v1 1 ana"));

        Files.write(jar, whole);
        assertThat(bench.reload(dispatch, use).done()).isEmpty();
        installVersion(2);
        assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        assertThat(seen.lines()).containsExactly("setup v1", "v1 1 ana", "setup v2", "closed v1");
    }

    @Test
    void settingsThatAreInvalid_doNotDisturbWhatRuns() throws Exception {
        installVersion(1);
        Dispatch dispatch = bench.start(seen.use("one", "sample"));
        SettingsSource invalid = new SettingsSource() {
            @Override
            public <R extends Record> R as(Class<R> type) {
                throw new InvalidSettingsException(List.of("vigia.conf: 7: plugins.one.settings.text is no number"));
            }
        };
        PluginUse bad = new PluginUse("one", "sample", Set.of("sales"), 1, false, invalid, "vigia.conf: 3");

        Report report = bench.reload(dispatch, bad);

        assertThat(report.done()).isEmpty();
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().get(0))
                .contains("vigia.conf: 7: plugins.one.settings.text is no number", "What was there before goes on");
        assertThat(seen.lines()).containsExactly("setup v1");
        assertThat(bench.reload(dispatch, bad).refused()).isEmpty();
        assertThat(bench.reload(dispatch, true, bad).refused()).hasSize(1);
        bench.newUnread("ana", 1);
        await().untilAsserted(() -> assertThat(handled()).containsExactly("v1 1 ana"));
    }

    @Test
    void aNewVersionWhoseSetupFails_isToldOnce_andTheOldOneGoesOn() throws Exception {
        // A class that is loaded only when the old version has been stopped and started again.
        PluginJar.of(Workbench.source(
                        "sample",
                        " static class Late { static String of(int number) { return \"v1 \" + number + \" \"; } }",
                        "setup.on(NewUnread.class).handle((event, context) -> { int number = event.chat().unread();"
                                + " seen.add((number == 1 ? \"v1 1 \" : Late.of(number)) + event.chat().id()); });"))
                .writeTo(bench.plugins(), "sample.jar");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        bench.newUnread("ana", 1);
        awaitHandled(1);
        bench.install("sample", "throw new IllegalStateException(\"no printer\");");

        Report report = bench.reload(dispatch, use);

        assertThat(report.done()).isEmpty();
        assertThat(report.refused()).hasSize(1);
        assertThat(report.refused().get(0)).contains("no printer", "What was there before goes on");
        assertThat(bench.reload(dispatch, use).refused()).isEmpty();
        bench.newUnread("ana", 2);
        await().untilAsserted(() -> assertThat(handled()).containsExactly("v1 1 ana", "v1 2 ana"));
    }

    @Test
    void aVersionThatLacksAClass_doesNotDisturbTheOldOne() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        bench.install("sample", "throw new NoClassDefFoundError(\"org/acme/Missing\");");

        assertThat(bench.reload(dispatch, use).refused()).hasSize(1);

        assertThat(seen.lines()).containsExactly("setup v1");
    }

    @Test
    void aSetupThatNeedsWhatTheOldOneHolds_isTriedAgain_whenThatHasEnded() throws Exception {
        String held = "String name = \"held-by-\" + setup.instance();"
                + " if (System.setProperty(name, \"x\") != null) throw new IllegalStateException(\"in use\");"
                + " setup.closeAtEnd(() -> System.clearProperty(name));";
        bench.install("sample", held + " setup.on(NewUnread.class).handle((event, context) -> seen.add(\"v1\"));");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        bench.newUnread("ana", 1);
        await().until(() -> seen.lines().size() == 1);
        bench.install("sample", held + " setup.on(NewUnread.class).handle((event, context) -> seen.add(\"v2\"));");

        Report report = bench.reload(dispatch, use);

        assertThat(report.refused()).isEmpty();
        assertThat(report.done()).hasSize(1);
        bench.newUnread("ana", 2);
        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly("v1", "v2"));
    }

    @Test
    void ifNeitherTheNewNorTheOldCanBeSetUp_thatIsTold_andTheNewIsTriedAgain() throws Exception {
        String handler = "setup.on(NewUnread.class).handle((event, context) -> seen.add(\"v1\"));";
        bench.install(
                "sample", "if (seen.contains(\"taken\")) throw new IllegalStateException(\"port in use\");" + handler);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        bench.install(
                "sample",
                "if (!seen.contains(\"free\")) { seen.add(\"taken\"); throw new IllegalStateException(\"no licence\"); }"
                        + handler.replace("v1", "v2"));

        Report report = bench.reload(dispatch, use);

        assertThat(report.done()).isEmpty();
        assertThat(report.refused())
                .singleElement()
                .asString()
                .startsWith("Stopped: neither the new nor the old version can be set up: ")
                .contains("no licence", "The old one: ", "port in use");
        seen.tell("free");
        bench.newUnread("ana", 1);
        assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        await().untilAsserted(() -> assertThat(seen.lines()).endsWith("v2"));
    }

    @Test
    void aPluginThatIsGone_isStopped_andGoesOnWhenItIsBack() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        Path jar = bench.plugins().resolve("sample.jar");
        byte[] content = Files.readAllBytes(jar);
        Files.delete(jar);

        Report gone = bench.reload(dispatch, use);

        assertThat(gone.done()).hasSize(1);
        assertThat(gone.done().get(0)).startsWith("Plugin instance one stopped, because its plugin sample");
        assertThat(seen.lines()).containsExactly("setup v1", "closed v1");
        bench.newUnread("ana", 1);
        Files.write(jar, content);
        assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        await().untilAsserted(() -> assertThat(handled()).containsExactly("v1 1 ana"));
    }

    @Test
    void aMisspeltPlugin_changesNothing_andIsNamed() throws Exception {
        installVersion(1);
        Dispatch dispatch = bench.start(seen.use("one", "sample"));

        Report report = bench.reload(dispatch, seen.use("one", "sampel"), seen.use("two", "sampel"));

        assertThat(report.done()).isEmpty();
        assertThat(report.refused()).hasSize(2);
        assertThat(report.refused().get(0)).contains("Did you mean \"sample\"?", "What was there before goes on");
        assertThat(report.refused().get(1)).contains("Did you mean \"sample\"?", "Not started");
        assertThat(seen.lines()).containsExactly("setup v1");
    }

    @Test
    void ofTwoJarsWithOneId_theOneInUseStays_andTheOtherFollowsWhenItIsGone() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        Path old = bench.plugins().resolve("sample.jar");
        byte[] first = Files.readAllBytes(old);
        installVersion(2);
        Files.move(old, bench.plugins().resolve("another.jar"));
        Files.write(old, first);

        Report both = bench.reload(dispatch, use);

        assertThat(both.done()).isEmpty();
        assertThat(both.refused()).hasSize(1);
        assertThat(both.refused().get(0)).contains("another.jar", "Remove one of the two");
        Files.delete(old);
        assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        assertThat(seen.lines()).containsExactly("setup v1", "setup v2", "closed v1");
    }

    @Test
    void theFileThatHadAnId_keepsIt_whenItIsUpdated_thoughAnotherWantsIt() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        Path jar = bench.plugins().resolve("sample.jar");
        byte[] first = Files.readAllBytes(jar);
        installVersion(2);
        Files.move(jar, bench.plugins().resolve("another.jar"));
        Files.write(jar, first);
        assertThat(bench.reload(dispatch, use).refused()).hasSize(1);
        installVersion(3);

        Report report = bench.reload(dispatch, use);

        assertThat(report.refused()).singleElement().asString().contains("another.jar", "is not used");
        assertThat(seen.lines()).containsExactly("setup v1", "setup v3", "closed v1");
    }

    @Test
    void anotherPluginsJarInThePlaceOfItsOwn_doesNotStopWhatIsInUse() throws Exception {
        installVersion(1);
        bench.install("other", "setup.on(NewUnread.class).handle((event, context) -> {});");
        PluginUse use = seen.use("one", "sample");
        PluginUse other = new Seen().use("two", "other");
        Dispatch dispatch = bench.start(use, other);
        Path jar = bench.plugins().resolve("sample.jar");
        byte[] content = Files.readAllBytes(jar);
        Files.copy(bench.plugins().resolve("other.jar"), jar, StandardCopyOption.REPLACE_EXISTING);

        Report report = bench.reload(dispatch, use, other);

        assertThat(report.done()).isEmpty();
        assertThat(report.refused())
                .singleElement()
                .asString()
                .contains("sample.jar", "plugin \"other\"", "is not used", "Until then the version in use goes on");
        assertThat(bench.reload(dispatch, use, other).done()).isEmpty();
        Files.write(jar, content);
        Report back = bench.reload(dispatch, use, other);
        assertThat(back.done()).isEmpty();
        assertThat(back.refused()).isEmpty();
        assertThat(seen.lines()).containsExactly("setup v1");
    }

    @Test
    void whatAStaticInitialiserNeeded_isTriedAgain_onlyWhenAskedFor() throws Exception {
        PluginJar.of(Workbench.source(
                        "sample",
                        " static { if (System.getProperty(\"there\") == null) throw new IllegalStateException(\"not there\"); }",
                        "seen.add(\"setup\"); setup.on(NewUnread.class).handle((event, context) -> {});"))
                .writeTo(bench.plugins(), "sample.jar");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        System.setProperty("there", "x");
        try {
            assertThat(bench.reload(dispatch, use).done()).isEmpty();
            await().untilAsserted(() ->
                    assertThat(bench.reload(dispatch, true, use).refused()).isEmpty());
            assertThat(seen.lines()).containsExactly("setup");
            bench.reload(dispatch, true, use);
            assertThat(seen.lines()).containsExactly("setup");
        } finally {
            System.clearProperty("there");
        }
    }

    @Test
    void aHandlerThatDoesNotEnd_isLeftBehind_andItsEventComesToTheNewOne() throws Exception {
        bench.installHandler(
                "sample",
                "seen.add(\"v1 \" + number); context.state(event.chat()).put(\"by\", \"v1\");"
                        + " while (!seen.contains(\"go\")) Thread.onSpinWait();");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(IMPATIENT, Workbench.AT_ONCE, use);
        bench.commit(Instant.now(), List.of(Workbench.fact("ana", 1), Workbench.fact("ana", 2)));
        await().until(() -> seen.lines().contains("v1 1"));
        bench.installHandler("sample", "seen.add(\"v2 \" + number + \".\" + context.attempt());");

        assertThat(bench.reload(dispatch, use).done()).hasSize(1);

        await().atMost(LONG).untilAsserted(() -> assertThat(seen.lines()).containsExactly("v1 1", "v2 1.2", "v2 2.1"));
        seen.tell("go");
        assertThat(bench.rows("SELECT value FROM plugin_state")).isEmpty();
    }

    @Test
    void aPluginThatIsStuck_closesWhatItOpened_whenItIsReplaced() throws Exception {
        bench.install(
                "sample",
                "setup.closeAtEnd(() -> seen.add(\"closed\")); setup.on(NewUnread.class).handle((event, context) -> {"
                        + " seen.add(\"in\"); while (!seen.contains(\"go\")) Thread.onSpinWait(); });");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(
                new DeliverySettings(Duration.ofMillis(100), Duration.ofMillis(100)), Workbench.AT_ONCE, use);
        for (int number = 1; number <= 4; number++) {
            bench.newUnread("chat" + number, number);
        }
        await().atMost(LONG).until(() -> seen.lines().size() == 4);
        installVersion(2);

        assertThat(bench.reload(dispatch, use).done()).hasSize(1);

        await().atMost(LONG).until(() -> seen.lines().contains("closed"));
        seen.tell("go");
    }

    @Test
    void aSetupThatHangs_isGivenUp_andTheOldOneGoesOn() throws Exception {
        installVersion(1);
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(IMPATIENT, Workbench.AT_ONCE, use);
        bench.install("sample", "while (!seen.contains(\"go\")) Thread.onSpinWait(); seen.add(\"late\");");

        Report report = bench.reload(dispatch, use);

        assertThat(report.done()).isEmpty();
        assertThat(report.refused().get(0)).contains("its setup did not end within");
        seen.tell("go");
        await().until(() -> seen.lines().contains("late"));
        bench.newUnread("ana", 1);
        await().untilAsserted(() -> assertThat(handled()).containsExactly("v1 1 ana"));
    }

    @Test
    void whatWasHandledLast_isRecorded_alsoIfTheDatabaseIsLockedJustThen() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Lane.class);
        logger.setLevel(Level.INFO);
        lines.start();
        logger.addAppender(lines);
        bench.installHandler(
                "sample", "seen.add(\"v1 \" + number); while (!seen.contains(\"go\")) Thread.onSpinWait();");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);
        bench.newUnread("ana", 1);
        await().until(() -> seen.lines().contains("v1 1"));
        bench.install(
                "sample",
                "seen.add(\"setup v2\"); setup.on(NewUnread.class).handle((event, context) ->"
                        + " seen.add(\"v2 \" + event.chat().unread()));");
        CompletableFuture<Report> report = new CompletableFuture<>();
        Thread reload = new Thread(() -> {
            try {
                report.complete(bench.reload(dispatch, use));
            } catch (Exception e) {
                report.completeExceptionally(e);
            }
        });
        try (Connection other = bench.connect();
                Statement statement = other.createStatement()) {
            reload.start();
            await().until(() -> seen.lines().contains("setup v2"));
            statement.execute("BEGIN IMMEDIATE");
            seen.tell("go");
            await().atMost(LONG)
                    .until(() -> lines.list.stream()
                            .anyMatch(line -> line.getFormattedMessage().contains("cannot be recorded yet")));
            statement.execute("ROLLBACK");
            assertThat(report.get(60, TimeUnit.SECONDS).done()).hasSize(1);
        } finally {
            logger.detachAppender(lines);
        }
        bench.newUnread("ana", 2);
        await().atMost(LONG).until(() -> seen.lines().contains("v2 2"));
        assertThat(seen.lines()).doesNotContain("v2 1");
    }

    @Test
    void reloads_leaveNoOpenJar_andNoThreadGroup() throws Exception {
        PluginUse use = seen.use("one", "sample");
        installReader(0);
        Dispatch dispatch = bench.start(use);
        int groups = Thread.currentThread().getThreadGroup().activeGroupCount();
        for (int version = 1; version <= 5; version++) {
            installReader(version);
            assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        }
        await().atMost(LONG).until(() -> Thread.currentThread().getThreadGroup().activeGroupCount() <= groups);
        assertThat(openCopies()).isLessThanOrEqualTo(1);
    }

    private void installReader(int version) {
        PluginJar.of(Workbench.source(
                        "sample",
                        "",
                        "try (var in = Sample.class.getResource(\"/own.txt\").openStream()) { seen.add(\"\" + in.read()); }"
                                + " setup.on(NewUnread.class).handle((event, context) -> {});"))
                .resource("own.txt", "v" + version)
                .writeTo(bench.plugins(), "sample.jar");
    }

    private long openCopies() throws IOException {
        Path open = Path.of("/proc/self/fd");
        if (!Files.isDirectory(open)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(open)) {
            return files.filter(file -> pointsTo(file)
                            .startsWith(directory.resolve("copies").toString()))
                    .count();
        }
    }

    private static String pointsTo(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void fiftyReloads_leaveNoLoaderAndNoThread() throws Exception {
        PluginUse use = seen.use("one", "sample");
        installVersion(1);
        Path jar = bench.plugins().resolve("sample.jar");
        byte[] one = Files.readAllBytes(jar);
        installVersion(2);
        byte[] two = Files.readAllBytes(jar);
        Dispatch dispatch = bench.start(use);
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            loaders.add(new WeakReference<>(
                    Loaders.of(Objects.requireNonNull(bench.installed().types().get("sample")))));
            bench.newUnread("ana", i + 1);
            awaitHandled(i + 1);
            Files.write(jar, i % 2 == 0 ? one : two);
            assertThat(bench.reload(dispatch, use).done()).hasSize(1);
        }
        await().atMost(LONG).untilAsserted(() -> {
            bench.installed().watchUnloading();
            System.gc();
            assertThat(loaders).allMatch(loader -> loader.refersTo(null));
        });
        await().untilAsserted(() -> assertThat(threadsOf("one")).containsExactly("lane-one", "plugin-one-1"));
    }

    private static List<String> threadsOf(String instance) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("lane-" + instance) || name.startsWith("plugin-" + instance))
                .sorted()
                .toList();
    }

    @Test
    void aPluginThatLeavesAThreadRunning_isNamed() throws Exception {
        bench.install(
                "sample",
                "Thread ghost = new Thread(() -> { while (!seen.contains(\"go\")) java.util.concurrent.locks.LockSupport.parkNanos(1000000); }, \"ghost\");"
                        + " ghost.setDaemon(true); ghost.start();"
                        + " setup.on(NewUnread.class).handle((event, context) -> {});");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(use);

        assertThat(toldAfterReplacing(dispatch, use))
                .contains("sample.jar", "it left threads running: \"ghost\" in com.acme.Sample");
    }

    @Test
    void aPluginWhoseHandlerHangs_isNamed_withThatHandler() throws Exception {
        bench.installHandler("sample", "seen.add(\"in\"); while (!seen.contains(\"go\")) Thread.onSpinWait();");
        PluginUse use = seen.use("one", "sample");
        Dispatch dispatch = bench.start(IMPATIENT, Workbench.AT_ONCE, use);
        bench.newUnread("ana", 1);
        await().until(() -> seen.lines().contains("in"));

        assertThat(toldAfterReplacing(dispatch, use))
                .contains("a call of it has not come back: \"plugin-one-1\" in com.acme.Sample", "heed an interrupt")
                .doesNotContain("closeAtEnd");
    }

    @Test
    void aPluginThatLeavesALogHandlerBehind_isNamed_withIt() throws Exception {
        bench.install(
                "sample",
                "java.util.logging.Logger.getLogger(\"\").addHandler(new java.util.logging.StreamHandler() {});"
                        + " setup.on(NewUnread.class).handle((event, context) -> {});");
        PluginUse use = seen.use("one", "sample");
        java.util.logging.Logger logs = java.util.logging.Logger.getLogger("");
        List<Handler> before = List.of(logs.getHandlers());
        try {
            assertThat(toldAfterReplacing(bench.start(use), use))
                    .contains("its com.acme.Sample$1 handles the logger \"\" of java.util.logging. Take it out");
        } finally {
            for (Handler handler : logs.getHandlers()) {
                if (!before.contains(handler)) {
                    logs.removeHandler(handler);
                }
            }
        }
    }

    private String toldAfterReplacing(Dispatch dispatch, PluginUse use) throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(Loaders.watchersLogger());
        lines.start();
        logger.addAppender(lines);
        try {
            installVersion(2);
            bench.reload(dispatch, use);
            await().atMost(LONG).until(() -> {
                bench.installed().watchUnloading();
                return !lines.list.isEmpty();
            });
            assertThat(lines.list).hasSize(1);
            return lines.list.get(0).getFormattedMessage();
        } finally {
            seen.tell("go");
            logger.detachAppender(lines);
        }
    }
}
