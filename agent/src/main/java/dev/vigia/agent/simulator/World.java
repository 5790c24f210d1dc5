package dev.vigia.agent.simulator;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The chats of one account and how they are shown. Its own lock is the account's: hold it to change several things at once. */
final class World {
    private static final int PAGES_KEPT = 1_000;
    private static final Comparator<SimulatedChat> AS_LISTED = Comparator.<SimulatedChat, Boolean>comparing(
                    chat -> !chat.is(Flag.PINNED))
            .thenComparing(
                    Comparator.comparingLong(SimulatedChat::lastMessageTime).reversed());

    private record PageKey(int page, int size) {}

    private final Clock clock;
    private final List<SimulatedChat> chats = new ArrayList<>();
    private final Map<PageKey, Page> pages = new HashMap<>();
    private @Nullable List<SimulatedChat> inOrder;
    private long latest;
    private WireStyle style = WireStyle.TODAY;
    private Listing listing = Listing.RIGHT;
    private @Nullable GivenList given;
    private boolean connected = true;
    private Consumer<SimulatedChat> witness = chat -> {};

    World(Clock clock) {
        this.clock = clock;
    }

    long now() {
        return clock.millis();
    }

    /** The time of something that happens now. Never the same twice, so that the order of chats is told by their times. */
    synchronized long tick() {
        latest = Math.max(clock.millis(), latest + 1);
        return latest;
    }

    synchronized void witness(Consumer<SimulatedChat> wanted) {
        witness = wanted;
    }

    synchronized void show(WireStyle wanted) {
        style = wanted;
        pages.clear();
    }

    synchronized void show(Listing wanted) {
        listing = wanted;
        pages.clear();
    }

    synchronized void show(@Nullable GivenList wanted) {
        given = wanted;
        pages.clear();
    }

    synchronized boolean isGiven() {
        return given != null;
    }

    synchronized void connected(boolean value) {
        connected = value;
        pages.clear();
    }

    synchronized boolean isConnected() {
        return connected;
    }

    synchronized void add(SimulatedChat chat) {
        if (find(chat.phone()).isPresent()) {
            throw new IllegalArgumentException("there already is a chat " + chat.phone() + "; change that one");
        }
        chats.add(chat);
        changed();
        witness.accept(chat);
    }

    synchronized void remove(String id) {
        chats.remove(index(id));
        changed();
    }

    synchronized SimulatedChat change(String id, UnaryOperator<SimulatedChat> change) {
        int index = index(id);
        SimulatedChat after = change.apply(chats.get(index));
        chats.set(index, after);
        changed();
        witness.accept(after);
        return after;
    }

    private void changed() {
        inOrder = null;
        pages.clear();
    }

    synchronized SimulatedChat chat(String id) {
        return chats.get(index(id));
    }

    synchronized Optional<SimulatedChat> find(String id) {
        return chats.stream().filter(chat -> chat.isCalled(id)).findFirst();
    }

    private int index(String id) {
        for (int i = 0; i < chats.size(); i++) {
            if (chats.get(i).isCalled(id)) {
                return i;
            }
        }
        throw new IllegalArgumentException("there is no chat " + id + "; add it first");
    }

    /** All chats as the gateway lists them. */
    synchronized List<SimulatedChat> chats() {
        if (inOrder == null) {
            chats.sort(AS_LISTED);
            inOrder = List.copyOf(chats);
        }
        return inOrder;
    }

    /** What an answer says of a page. A phone that is away shows no chats. */
    synchronized Page page(int page, int size) {
        if (pages.size() > PAGES_KEPT) {
            pages.clear();
        }
        return pages.computeIfAbsent(new PageKey(page, size), key -> written(page, size));
    }

    private Page written(int page, int size) {
        if (!connected) {
            return new Page(ChatWriter.list(List.of(), style));
        }
        if (given != null) {
            return given.page(page, size);
        }
        return new Page(ChatWriter.list(listing.page(chats(), page, size), style));
    }

    /** What an answer says of one chat. */
    synchronized Optional<Page> single(String id) {
        return find(id).map(chat -> new Page(ChatWriter.single(chat, style)));
    }
}
