package dev.vigia.agent.simulator;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What happens in a simulated life, and how often each thing does. */
final class Habits {
    private static final int PINS = 3;
    private static final int FEW = 10;
    /** Above so many more chats go than come, so that a life of weeks does not grow without end. */
    private static final int MANY = 300;

    private static final List<Duration> MUTES = List.of(
            Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofHours(8), Duration.ofDays(7), Duration.ZERO);

    private record Habit(int weight, Supplier<Optional<String>> act) {}

    private final SimulatedAccount account;
    private final Random random;
    private final People people;
    private final List<Habit> habits = new ArrayList<>();
    private final int weights;

    Habits(SimulatedAccount account, Random random, People people) {
        this.account = account;
        this.random = random;
        this.people = people;
        on(40, Habits::isWrittenBy, this::messagesArrive);
        on(10, chat -> !chat.phone().endsWith("@newsletter"), this::ownerWrites);
        on(20, chat -> chat.unread() != 0, chat -> told("is read", account.read(chat.phone())));
        on(3, chat -> chat.unread() == 0, chat -> told("is marked unread", account.markUnread(chat.phone())));
        on(3, Habits::mayBeSpam, chat -> told("is marked as spam", account.markSpam(chat.phone())));
        on(2, chat -> chat.is(Flag.SPAM), chat -> told("is no spam", account.unmarkSpam(chat.phone())));
        on(4, chat -> !chat.is(Flag.MUTED), this::mute);
        on(2, chat -> chat.is(Flag.MUTED), chat -> told("is unmuted", account.unmute(chat.phone())));
        on(10, this::muteRanOut, chat -> told("is unmuted by the clock", account.unmute(chat.phone())));
        on(3, chat -> !chat.is(Flag.ARCHIVED), chat -> told("is archived", account.archive(chat.phone())));
        on(3, chat -> chat.is(Flag.ARCHIVED), chat -> told("is unarchived", account.unarchive(chat.phone())));
        on(2, this::mayBePinned, chat -> told("is pinned", account.pin(chat.phone())));
        on(2, chat -> chat.is(Flag.PINNED), chat -> told("is unpinned", account.unpin(chat.phone())));
        on(2, chat -> !chat.is(Flag.GROUP), chat -> told("is renamed", account.rename(chat.phone(), people.name())));
        on(2, chat -> chat.lid() != null, chat -> told("gets a note", account.note(chat.phone(), people.note())));
        on(2, chat -> true, chat -> told("gets a picture", account.photo(chat.phone(), people.photo())));
        on(1, chat -> chat.is(Flag.GROUP), this::announcement);
        on(1, chat -> account.chats().size() > FEW, this::remove);
        on(3, chat -> account.chats().size() > MANY, this::remove);
        habits.add(new Habit(3, () -> Optional.of(strangerWrites())));
        weights = habits.stream().mapToInt(Habit::weight).sum();
    }

    private void on(int weight, Predicate<SimulatedChat> fits, Function<SimulatedChat, String> act) {
        habits.add(new Habit(weight, () -> anyOf(fits).map(act)));
    }

    /** One thing happens; things that fit no chat are drawn again. */
    String live() {
        while (true) {
            Optional<String> happened = drawn().act().get();
            if (happened.isPresent()) {
                return happened.get();
            }
        }
    }

    private Habit drawn() {
        int left = random.nextInt(weights);
        for (Habit habit : habits) {
            left -= habit.weight();
            if (left < 0) {
                return habit;
            }
        }
        throw new AssertionError("weights do not add up");
    }

    /** Some chat that fits, more likely one of those on top. */
    private Optional<SimulatedChat> anyOf(Predicate<SimulatedChat> fits) {
        List<SimulatedChat> fitting = account.chats().stream().filter(fits).toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        double place = random.nextDouble();
        return Optional.of(fitting.get((int) (fitting.size() * place * place)));
    }

    private static boolean isWrittenBy(SimulatedChat chat) {
        return !chat.phone().endsWith("-broadcast");
    }

    private static boolean mayBeSpam(SimulatedChat chat) {
        return chat.lid() != null && !chat.is(Flag.SPAM);
    }

    private boolean mayBePinned(SimulatedChat chat) {
        long pinned =
                account.chats().stream().filter(each -> each.is(Flag.PINNED)).count();
        return pinned < PINS && !chat.is(Flag.PINNED);
    }

    private boolean muteRanOut(SimulatedChat chat) {
        return chat.is(Flag.MUTED)
                && chat.muteEndTime() > 0
                && chat.muteEndTime() <= account.world().now();
    }

    private String messagesArrive(SimulatedChat chat) {
        int messages = 1 + random.nextInt(1 + random.nextInt(4));
        return told("sends " + messages, account.receive(chat.phone(), messages));
    }

    private String ownerWrites(SimulatedChat chat) {
        account.read(chat.phone());
        return told("is answered", account.ownMessage(chat.phone()));
    }

    private String mute(SimulatedChat chat) {
        Duration length = MUTES.get(random.nextInt(MUTES.size()));
        if (length.isZero()) {
            return told("is muted", account.mute(chat.phone()));
        }
        Instant end = Instant.ofEpochMilli(account.world().now()).plus(length);
        return told("is muted until " + end, account.mute(chat.phone(), end));
    }

    private String announcement(SimulatedChat chat) {
        boolean on = chat.is(Flag.ANNOUNCEMENT);
        return told(
                on ? "is open to all" : "is for announcements only",
                account.change(
                        chat.phone(), each -> on ? each.without(Flag.ANNOUNCEMENT) : each.with(Flag.ANNOUNCEMENT)));
    }

    private String remove(SimulatedChat chat) {
        account.remove(chat.phone());
        return told("is gone", chat);
    }

    private String strangerWrites() {
        SimulatedChat stranger = people.person();
        account.add(stranger);
        return told("is new", account.receive(stranger.phone(), 1));
    }

    private static String told(String what, SimulatedChat chat) {
        return chat.name() + " " + what;
    }
}
