package dev.vigia.agent.simulator;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One simulated WhatsApp account: its chats, what happens to them, and what goes wrong when it is asked.
 *
 * <p>Every method may be called from every thread. An answer shows the world between two calls, never in the midst of one. A chat
 * is named by its phone or its lid; an unknown one is an IllegalArgumentException.
 */
public final class SimulatedAccount {
    private final String instance;
    private final String token;
    private final @Nullable String clientToken;
    private final World world;
    private final Faults faults = new Faults();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Map<Call, Integer> requests = new ConcurrentHashMap<>();
    private volatile String connectedPhone = "5511900000000";
    private volatile boolean resignPhotos = true;
    private volatile boolean gzip = true;

    SimulatedAccount(String instance, String token, @Nullable String clientToken, Clock clock) {
        this.instance = instance;
        this.token = token;
        this.clientToken = clientToken;
        this.world = new World(clock);
    }

    public String instance() {
        return instance;
    }

    // How it answers.

    public void wire(WireStyle style) {
        world.show(style);
    }

    public void listing(Listing listing) {
        world.show(listing);
    }

    /** Answers for the list what is given here, whatever the chats are. */
    public void serve(String rawJson) {
        world.show(new GivenList(rawJson));
    }

    /** Answers for the list the chats again, not what was given. */
    public void serveChats() {
        world.show((GivenList) null);
    }

    /** Whether each answer signs the photos' URLs anew, as the gateway does; it does unless told otherwise. */
    public void resignPhotos(boolean value) {
        resignPhotos = value;
    }

    /** Whether lists are compressed for those who ask for it; they are unless told otherwise. */
    public void gzip(boolean value) {
        gzip = value;
    }

    public void fault(Fault fault) {
        faults.add(fault);
    }

    public void clearFaults() {
        faults.clear();
    }

    /** The POSTs that came, oldest first. */
    public List<Post> posts() {
        return List.copyOf(posts);
    }

    /** How many requests of a kind came, answered well or not. */
    public int requests(Call call) {
        return requests.getOrDefault(call, 0);
    }

    // What there is, and what happens.

    /** Makes several changes that no answer shows apart. */
    public void together(Runnable changes) {
        synchronized (world) {
            changes.run();
        }
    }

    /**
     * Has somebody shown every chat that is added or changed, whoever did it, as it is then and before any answer shows it. The next one
     * takes its place. It is called within {@link #together}, so it must be quick.
     */
    public void witness(Consumer<SimulatedChat> witness) {
        world.witness(witness);
    }

    /** All chats in the order of the gateway. */
    public List<SimulatedChat> chats() {
        return world.chats();
    }

    public SimulatedChat chat(String id) {
        return world.chat(id);
    }

    public void add(String phone, String name) {
        add(SimulatedChat.of(phone, name));
    }

    public void add(SimulatedChat chat) {
        world.add(chat);
    }

    public void remove(String id) {
        world.remove(id);
    }

    /** Whatever no other method does to a chat. */
    public SimulatedChat change(String id, UnaryOperator<SimulatedChat> change) {
        return world.change(id, change);
    }

    public SimulatedChat receive(String id, int messages) {
        return change(id, chat -> chat.received(messages, world.tick()));
    }

    /** The owner writes; nothing else is read by that. */
    public SimulatedChat ownMessage(String id) {
        return change(id, chat -> chat.lastMessageAt(world.tick()));
    }

    public SimulatedChat read(String id) {
        return change(id, chat -> chat.unread(0));
    }

    public SimulatedChat markUnread(String id) {
        return change(id, chat -> chat.unread(SimulatedChat.MARKED_UNREAD));
    }

    public SimulatedChat markSpam(String id) {
        return change(id, chat -> chat.with(Flag.SPAM));
    }

    public SimulatedChat unmarkSpam(String id) {
        return change(id, chat -> chat.without(Flag.SPAM));
    }

    public SimulatedChat archive(String id) {
        return change(id, chat -> chat.with(Flag.ARCHIVED));
    }

    public SimulatedChat unarchive(String id) {
        return change(id, chat -> chat.without(Flag.ARCHIVED));
    }

    public SimulatedChat pin(String id) {
        return change(id, chat -> chat.with(Flag.PINNED));
    }

    public SimulatedChat unpin(String id) {
        return change(id, chat -> chat.without(Flag.PINNED));
    }

    /** Until it is unmuted. */
    public SimulatedChat mute(String id) {
        return change(id, chat -> chat.mutedUntil(SimulatedChat.FOREVER));
    }

    /** When the end has come the chat still shows as muted until it is unmuted, like the gateway's. */
    public SimulatedChat mute(String id, Instant until) {
        return change(id, chat -> chat.mutedUntil(until.toEpochMilli()));
    }

    public SimulatedChat unmute(String id) {
        return change(id, chat -> chat.unmuted(world.now()));
    }

    public SimulatedChat rename(String id, String name) {
        return change(id, chat -> chat.named(name));
    }

    public SimulatedChat note(String id, String text) {
        return change(id, chat -> chat.noted(text, world.now()));
    }

    /** Another picture.
     * @param path such as {@code /v/t61.24694-24/1_2_3_n.jpg}; null takes the picture away */
    public SimulatedChat photo(String id, @Nullable String path) {
        return change(id, chat -> chat.pictured(path));
    }

    /** All messages go, and with them the time of the last one. */
    public SimulatedChat clear(String id) {
        return change(id, chat -> chat.unread(0).lastMessageAt(0));
    }

    /** The phone is on line, as at first. */
    public void connect() {
        world.connected(true);
    }

    /** The phone is away: no chats are listed, and none can be modified. */
    public void disconnect() {
        world.connected(false);
    }

    public void connectedPhone(String phone) {
        connectedPhone = phone;
    }

    // What the gateway needs of it.

    World world() {
        return world;
    }

    boolean opensWith(String offered) {
        return token.equals(offered);
    }

    @Nullable
    String clientToken() {
        return clientToken;
    }

    String connectedPhone() {
        return connectedPhone;
    }

    boolean resignsPhotos() {
        return resignPhotos;
    }

    boolean compresses() {
        return gzip;
    }

    void count(Call call) {
        requests.merge(call, 1, Integer::sum);
    }

    List<Fault> faultsFor(Call call) {
        return faults.dueFor(call);
    }

    void record(Post post) {
        posts.add(post);
    }
}
