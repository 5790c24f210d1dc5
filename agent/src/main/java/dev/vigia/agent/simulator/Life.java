package dev.vigia.agent.simulator;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an account live: messages come, are read and answered, chats are muted, archived, renamed and so on. The same seed, the
 * same clock, the same steps and nobody else's changes make the same world.
 */
public final class Life implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Life.class);
    private static final double MEAN_AGE_MILLIS = 5.0 * 24 * 3600 * 1000;

    private final SimulatedAccount account;
    private final Random random;
    private final People people;
    private final Habits habits;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean disconnects;
    private boolean running;

    /** @param random begins with the seed, and is used by nobody else */
    public Life(SimulatedAccount account, Random random) {
        this.account = account;
        this.random = random;
        this.people = new People(random);
        this.habits = new Habits(account, random, people);
    }

    /** Whether the phone goes off line now and then; it does not unless told so. */
    public synchronized void disconnects(boolean value) {
        disconnects = value;
    }

    /** Adds so many chats that have a past: people, every seventh a group, and among more than ten a list and a newsletter. */
    public synchronized void populate(int chats) {
        account.together(() -> {
            for (int i = 0; i < chats; i++) {
                SimulatedChat chat = stranger(i, chats);
                long age = (long) (-Math.log(1 - random.nextDouble()) * MEAN_AGE_MILLIS);
                int unread = random.nextInt(5) == 0 ? 1 + random.nextInt(6) : 0;
                account.add(chat.unread(unread).lastMessageAt(account.world().now() - age));
            }
        });
    }

    private SimulatedChat stranger(int number, int of) {
        if (of > 10 && number == 3) {
            return people.broadcastList();
        }
        if (of > 10 && number == 5) {
            return people.newsletter();
        }
        return number % 7 == 6 ? people.group() : people.person();
    }

    /** Lets one thing happen.
     * @return what, for people to read
     */
    public synchronized String step() {
        synchronized (account.world()) {
            if (!account.world().isConnected()) {
                return disconnects ? maybeReconnect() : "the phone is away";
            }
            if (disconnects && random.nextInt(200) == 0) {
                account.disconnect();
                return "the phone goes off line";
            }
            return habits.live();
        }
    }

    private String maybeReconnect() {
        if (random.nextInt(5) != 0) {
            return "the phone is away";
        }
        account.connect();
        return "the phone is back";
    }

    public synchronized void steps(int count) {
        for (int i = 0; i < count; i++) {
            step();
        }
    }

    /** Takes steps on a thread of its own until this is closed; to be called once.
     * @param perSecond more than 0
     */
    public synchronized void run(double perSecond) {
        if (running || !(perSecond > 0)) {
            throw new IllegalStateException(
                    running ? "this life already runs" : perSecond + " steps a second is no rate; use one above 0");
        }
        running = true;
        long pause = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        Thread thread = new Thread(() -> live(pause), "life-of-" + account.instance());
        thread.setDaemon(true);
        thread.start();
    }

    private void live(long pauseNanos) {
        try {
            while (!ended.await(pauseNanos, TimeUnit.NANOSECONDS)) {
                log.debug("{}: {}", account.instance(), step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("The simulated life of {} ended with a bug of the simulator", account.instance(), e);
        }
    }

    /** Ends {@link #run}; the world stays as it is. */
    @Override
    public void close() {
        ended.countDown();
    }
}
