package dev.vigia.calls;

import dev.vigia.calls.Call.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The calls into a plugin for one event, one run of a job or one gap, and what they ask for together. If one fails, those behind it are not
 * made, and nothing of it counts.
 */
public final class Calls {
    private final Occasion occasion;
    private final boolean answersNotice;
    private final EffectsDraft effects = new EffectsDraft();
    private final List<Call> inOrder = new ArrayList<>();
    private final StringJoiner outcomes = new StringJoiner("; ");

    /** @param answersNotice whether they are about a notice, which no other may answer */
    Calls(Occasion occasion, boolean answersNotice) {
        this.occasion = occasion;
        this.answersNotice = answersNotice;
    }

    /**
     * Adds a call.
     *
     * @param where which part of the plugin is called, for messages
     * @param name what the part is called
     * @param key the same at every attempt
     */
    void add(String where, String name, String key, Part part) {
        inOrder.add(new Call(this, where, name, key, part));
    }

    /** Takes note of what became of a call. */
    void came(String name, String outcome) {
        outcomes.add(name + ": " + outcome);
    }

    Occasion occasion() {
        return occasion;
    }

    boolean answersNotice() {
        return answersNotice;
    }

    EffectsDraft effects() {
        return effects;
    }

    /** To be made one after the other, on the thread that got them. */
    public List<Call> inOrder() {
        return List.copyOf(inOrder);
    }

    /** What came of them, when all were made. */
    public Handled handled() {
        return new Handled(outcomes.toString(), effects.reachedHandler(), effects.finished());
    }
}
