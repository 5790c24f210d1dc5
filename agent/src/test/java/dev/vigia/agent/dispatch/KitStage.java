package dev.vigia.agent.dispatch;

import dev.vigia.agent.chat.Fact;
import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Event;
import dev.vigia.api.State;
import dev.vigia.testkit.FailedAttempt;
import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.Sent;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestMeta;
import dev.vigia.testkit.TestUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** The test kit. */
final class KitStage implements Stage {
    private static final Duration A_WHILE = Duration.ofMinutes(10);

    private final List<Event> events = new ArrayList<>();
    private @Nullable TestAgent agent;

    @Override
    public void start(Class<? extends ChatPlugin> plugin, String settings, Pace pace) throws Exception {
        ChatPlugin made = plugin.getDeclaredConstructor().newInstance();
        agent = TestAgent.start(made, TestUse.usual().instance("one").settings(settings));
    }

    @Override
    public String refusal(Class<? extends ChatPlugin> plugin, String settings) {
        RefusedException refused =
                Assertions.catchThrowableOfType(RefusedException.class, () -> start(plugin, settings, Pace.AT_ONCE));
        return String.valueOf(refused.getMessage());
    }

    @Override
    public void commit(Duration age, Fact... facts) {
        deliver(Arrays.stream(facts).map(fact -> fact.toEvent(meta(age))).toList());
    }

    @Override
    public void doFirstActionAndCommit(Fact effect) {
        events.add(agent().done(agent().sent().get(0)));
        deliver(List.of(effect.toEvent(meta(Duration.ZERO).causedBy("one"))));
    }

    private void deliver(List<Event> newEvents) {
        events.addAll(newEvents);
        agent().deliver(newEvents.toArray(Event[]::new));
    }

    private TestMeta meta(Duration age) {
        return agent().meta().at(agent().now().minus(age));
    }

    @Override
    public void baseline(String... chats) {
        agent().baseline(Arrays.stream(chats).map(TestChat::of).toArray(TestChat[]::new));
    }

    @Override
    public void replayAll() {
        events.forEach(agent()::replay);
    }

    @Override
    public void eventually(Assertion assertion) throws Exception {
        agent().advance(A_WHILE);
        assertion.check();
    }

    @Override
    public void atFirst(Assertion assertion) throws Exception {
        assertion.check();
    }

    @Override
    public List<String> log() {
        return agent().log().stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
    }

    @Override
    public List<String> outcomes() {
        return events.stream()
                .map(agent()::outcomeOf)
                .flatMap(Optional::stream)
                .map(StoreStage::withoutTimes)
                .toList();
    }

    @Override
    public List<String> deadLetters() {
        return agent().deadLetters().stream()
                .map(letter -> letter.event().meta().sequence() + " " + letter.attempts() + " " + letter.failure())
                .toList();
    }

    @Override
    public List<String> failures() {
        return agent().failures().stream().map(KitStage::text).toList();
    }

    private static String text(FailedAttempt failure) {
        return failure.attempt() + " " + failure.failure();
    }

    @Override
    public List<String> sent() {
        return agent().sent().stream().map(KitStage::text).toList();
    }

    private static String text(Sent sent) {
        return String.join(
                        " ",
                        sent.kind(),
                        sent.chatId(),
                        sent.target(),
                        Long.toString(sent.options().typingTime().toSeconds()))
                + " " + sent.text();
    }

    @Override
    public List<String> state(String... chats) {
        Stream<String> ofChats = Arrays.stream(chats).flatMap(chat -> lines(chat, agent().state(TestChat.of(chat))));
        return Stream.concat(lines("", agent().state()), ofChats).toList();
    }

    private static Stream<String> lines(String chat, State state) {
        return state.keys().stream()
                .map(key -> chat + " " + key + " " + state.get(key).orElseThrow());
    }

    private TestAgent agent() {
        return Objects.requireNonNull(agent, "not started");
    }

    @Override
    public void close() {
        if (agent != null) {
            // That plugins fail is what many scenarios are about.
            agent.failures();
            agent.close();
        }
    }
}
