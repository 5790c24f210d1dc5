package dev.vigia.agent.sweep;

import dev.vigia.agent.chat.Fact;
import dev.vigia.agent.chat.Look;
import dev.vigia.api.ChatAdded;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds back a look in which very many chats vanish or change alike. It may be true, but a gateway that answers from a wrong or empty cache
 * looks the same; so it is believed only after it was seen again, twice.
 */
public final class MassGuard {
    private static final int LOOKS_TO_BELIEVE = 3;

    private final MassGuardSettings settings;
    private Set<String> held = Set.of();
    private int looks;

    public MassGuard(MassGuardSettings settings) {
        this.settings = settings;
    }

    /** What happened to very many chats in a look: event types, and to how many. */
    public Map<String, Integer> masses(Look.Outcome outcome, int known) {
        if (outcome.facts().size() <= settings.atLeast()) {
            return Map.of();
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Fact fact : outcome.facts()) {
            counts.merge(fact.type(), 1, Integer::sum);
        }
        Map<String, Integer> masses = new TreeMap<>(counts);
        masses.remove(ChatAdded.TYPE);
        masses.values().removeIf(chats -> !settings.isMass(chats, known));
        return masses;
    }

    /** Whether a look must not be stored yet. */
    public boolean holds(Map<String, Integer> masses) {
        boolean again = !Collections.disjoint(held, masses.keySet());
        looks = again ? looks + 1 : 1;
        held = Set.copyOf(masses.keySet());
        boolean believed = held.isEmpty() || looks >= LOOKS_TO_BELIEVE;
        if (believed) {
            held = Set.of();
        }
        return !believed;
    }
}
