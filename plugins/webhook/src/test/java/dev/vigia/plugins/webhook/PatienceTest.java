package dev.vigia.plugins.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.api.Event;
import dev.vigia.api.NewUnread;
import dev.vigia.testkit.TestAccount;
import dev.vigia.testkit.TestAgent;
import dev.vigia.testkit.TestChat;
import dev.vigia.testkit.TestUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails: the receiver, or an event. */
class PatienceTest {
    private static final String ANA = "5511990000001";

    private static TestAgent start(Picky receiver, int batch) {
        return TestAgent.start(new Webhook(), receiver.settings("batch = " + batch));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 10", "502, 1", "502, 10", "503, 1", "504, 10", "422, 1", "422, 10", "500, 1"})
    void eventThatFailsByItself_goesToTheDeadLettersAndStopsNobody(int status, int batch) throws Exception {
        try (Picky receiver = new Picky(Picky.allBut(Picky.status(status), "\"unread\":2,", "\"unread\":5,"));
                TestAgent agent = start(receiver, batch)) {
            Event[] events = events(agent, 40);
            agent.deliver(events);
            agent.advance(Duration.ofSeconds(90));
            assertThat(receiver.accepted(events)).hasSize(38).doesNotHaveDuplicates();

            // Others show time and again that the receiver is well.
            for (int hour = 0; hour < 20; hour++) {
                agent.newUnread(ANA, hour + 100, hour + 101);
                agent.advance(Duration.ofHours(1));
            }
            assertThat(agent.deadLetters())
                    .extracting(letter -> letter.event())
                    .containsExactlyInAnyOrder(events[1], events[4]);
            assertThat(agent.deadLetters())
                    .allSatisfy(letter -> assertThat(letter.attempts()).isEqualTo(8));
            assertThat(agent.outcomes()).hasSize(58);
        }
    }

    /** The account that comes first has nothing else that could show that the receiver is well. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void eventThatFailsByItself_doesNotStopOtherAccounts(int batch) throws Exception {
        try (Picky receiver = new Picky(Picky.allBut(Picky.status(0), "\"unread\":2,"));
                TestAgent agent = TestAgent.start(
                        new Webhook(),
                        TestUse.usual()
                                .settings(receiver.settings("batch = " + batch))
                                .accounts("a", "b"))) {
            TestAccount other = agent.account("b");
            Event bad = agent.newUnread(ANA, 0, 2);
            List<Event> good = new ArrayList<>();
            for (int hour = 0; hour < 20; hour++) {
                good.add(other.newUnread(ANA, hour + 100, hour + 101));
                agent.advance(Duration.ofHours(1));
            }

            assertThat(receiver.accepted(good.toArray(Event[]::new)))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 20).boxed().toList());
            assertThat(agent.deadLetters()).extracting(letter -> letter.event()).containsExactly(bad);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 10", "429, 1", "429, 10", "502, 1", "503, 10", "504, 1"})
    void receiverThatIsDown_isWaitedForAsLongAsItTakes(int status, int batch) throws Exception {
        try (Picky receiver = new Picky(Picky.always(Picky.status(status)));
                TestAgent agent = start(receiver, batch)) {
            Event[] events = events(agent, 40);
            agent.deliver(events);
            agent.advance(Duration.ofHours(3));
            assertThat(receiver.requests()).isBetween(100, 400);

            receiver.answers(Picky.always(Picky.accepted()));
            agent.advance(Duration.ofMinutes(6));

            assertThat(agent.deadLetters()).isEmpty();
            assertThat(agent.failures())
                    .allSatisfy(failure -> assertThat(failure.attempt()).isEqualTo(1));
            assertThat(receiver.accepted(events))
                    .hasSize(40)
                    .doesNotHaveDuplicates()
                    .doesNotContain(0);
            assertThat(agent.log())
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .startsWith("WARN localhost " + (status == 0 ? "gave no answer" : "answered"))
                                    .endsWith("Events wait, without being held to have failed, until it takes them"),
                            line -> assertThat(line).matches("INFO localhost answers again, after 1\\d\\d\\d\\d s"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void shortOutage_costsNoAttempt(int batch) throws Exception {
        try (Picky receiver = new Picky(Picky.always(Picky.status(500)));
                TestAgent agent = start(receiver, batch)) {
            Event failedBefore = agent.newUnread(ANA, 0, 1);
            receiver.answers(Picky.always(Picky.status(0)));
            agent.newUnread("5511990000009", 0, 1);
            agent.advance(Duration.ofMinutes(30));
            assertThat(agent.failures())
                    .allSatisfy(failure -> assertThat(failure.attempt()).isLessThanOrEqualTo(2));

            receiver.answers(Picky.always(Picky.accepted()));
            agent.advance(Duration.ofMinutes(6));
            assertThat(agent.outcomeOf(failedBefore)).isPresent();
            assertThat(agent.outcomes()).hasSize(2);
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"429, 0, 1", "429, 1, 1", "503, 0, 1", "502, , 1", "0, , 1", "429, 0, 2", "503, 1, 2", "0, , 2"})
    void chatsLaterEvents_waitForTheEarlierOnes(int status, String retryAfter, int batch) throws Exception {
        MockResponse answer = Picky.status(status);
        if (retryAfter != null) {
            answer = answer.newBuilder().addHeader("Retry-After", retryAfter).build();
        }
        try (Picky receiver = new Picky(Picky.allBut(answer, "\"unread\":1,"));
                TestAgent agent = start(receiver, batch)) {
            Event[] events = {unread(agent, ANA, 1), unread(agent, ANA, 2), unread(agent, "5511990000009", 3)};
            agent.deliver(events);
            receiver.answers(Picky.always(Picky.accepted()));
            agent.advance(Duration.ofMinutes(10));

            assertThat(receiver.accepted(events))
                    .containsExactlyInAnyOrder(1, 2, 3)
                    .containsSubsequence(1, 2);
            assertThat(agent.deadLetters()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"422, 1", "422, 10", "0, 1", "0, 10"})
    void chatsLaterEvents_waitUntilTheEarlierOneIsDead(int status, int batch) throws Exception {
        try (Picky receiver = new Picky(Picky.allBut(Picky.status(status), "\"unread\":1,"));
                TestAgent agent = start(receiver, batch)) {
            Event[] events = {unread(agent, ANA, 1), unread(agent, ANA, 2), unread(agent, "5511990000009", 3)};
            agent.deliver(events);
            agent.advance(Duration.ofSeconds(20));
            assertThat(receiver.accepted(events)).containsExactly(3);

            for (int hour = 0; hour < 20; hour++) {
                agent.newUnread("5511990000008", hour + 100, hour + 101);
                agent.advance(Duration.ofHours(1));
            }
            assertThat(agent.deadLetters()).extracting(letter -> letter.event()).containsExactly(events[0]);
            assertThat(receiver.accepted(events)).contains(2);
        }
    }

    /** The one that is refused shows that the receiver is there. */
    @Test
    void unansweredEventAndRefusedOne_areBothDeadInTheEnd() throws Exception {
        try (Picky receiver = new Picky(body -> Picky.status(body.contains("\"unread\":1,") ? 0 : 422));
                TestAgent agent = start(receiver, 1)) {
            Event[] events = events(agent, 2);
            agent.deliver(events);
            for (int hour = 0; hour < 20; hour++) {
                agent.newUnread("5511990000008", hour + 100, hour + 101);
                agent.advance(Duration.ofHours(1));
            }

            assertThat(agent.deadLetters()).extracting(letter -> letter.event()).contains(events);
        }
    }

    /** Of different chats, with 1, 2, 3 … unread. */
    private static Event[] events(TestAgent agent, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> unread(agent, "55119900" + (10000 + number), number))
                .toArray(Event[]::new);
    }

    private static Event unread(TestAgent agent, String phone, int number) {
        TestChat chat = TestChat.of(phone);
        return new NewUnread(agent.meta(), chat, chat.withUnread(number));
    }
}
