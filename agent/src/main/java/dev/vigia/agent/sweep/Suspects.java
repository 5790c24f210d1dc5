package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.ChatState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The chats that a sweep did not show. One is gone only if it stays missing in sweeps that prove it, some time apart, on one connection, and
 * nobody finds it when asking for it alone.
 */
public final class Suspects {
    private static final int PASSES_WITHOUT_PROOF = 3;

    /** What asking for one chat alone told. */
    public enum Answer {
        THERE,
        NOT_THERE,
        UNCLEAR
    }

    /** Asks the gateway for one chat. */
    @FunctionalInterface
    public interface LookUp {
        Answer ask(ChatState chat);
    }

    /**
     * @param absences in how many sweeps it was missing
     * @param countedAt when the last of them was, by a clock that nobody sets
     */
    private record Suspect(int absences, long countedAt) {}

    private static final int MOST_LOOK_UPS = 20;

    private final RemovalSettings settings;
    private final LongSupplier nanoTime;
    private final Map<String, Suspect> suspects = new HashMap<>();

    public Suspects(RemovalSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes the chats that a sweep did not show; all others are cleared.
     *
     * @return those that are proven gone
     */
    public List<ChatState> after(Reading reading, List<ChatState> absent, LookUp lookUp) {
        Set<String> missing = new HashSet<>();
        absent.forEach(chat -> missing.add(chat.id()));
        suspects.keySet().retainAll(missing);
        if (!reading.isCertified() && reading.level() != Level.TWO_PASSES) {
            return List.of();
        }
        Map<String, Answer> answers = new HashMap<>();
        absent.stream().limit(MOST_LOOK_UPS).forEach(chat -> answers.put(chat.id(), lookUp.ask(chat)));
        // If one that was missing is there, so may be those that nobody asked for.
        Answer unasked = answers.containsValue(Answer.THERE) ? Answer.THERE : Answer.UNCLEAR;
        List<ChatState> gone = new ArrayList<>();
        for (ChatState chat : absent) {
            Answer answer = answers.getOrDefault(chat.id(), unasked);
            if (answer == Answer.THERE) {
                suspects.remove(chat.id());
                continue;
            }
            Suspect suspect = counted(suspects.get(chat.id()));
            suspects.put(chat.id(), suspect);
            if (isProven(suspect, reading, answer)) {
                gone.add(chat);
            }
        }
        return gone;
    }

    private Suspect counted(@Nullable Suspect suspect) {
        long now = nanoTime.getAsLong();
        if (suspect == null) {
            return new Suspect(1, now);
        }
        boolean soon = now - suspect.countedAt() < settings.minGap().toNanos();
        return soon ? suspect : new Suspect(suspect.absences() + 1, now);
    }

    private boolean isProven(Suspect suspect, Reading reading, Answer answer) {
        return reading.isCertified()
                ? suspect.absences() >= settings.confirmations()
                : suspect.absences() >= Math.max(PASSES_WITHOUT_PROOF, settings.confirmations())
                        && answer == Answer.NOT_THERE;
    }

    /** A chat was seen after all. */
    public void seen(ChatState chat) {
        suspects.remove(chat.id());
    }

    /** A new connection: what was missing on the old one proves nothing. */
    public void clear() {
        suspects.clear();
    }

    public int number() {
        return suspects.size();
    }
}
