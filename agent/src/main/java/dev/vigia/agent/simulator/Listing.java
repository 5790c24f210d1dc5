package dev.vigia.agent.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How the list of chats is cut into pages: rightly, or in one of the ways in which gateways get it wrong. */
public enum Listing {
    /** Pinned first, then the most recent first. */
    RIGHT,
    /** In an order that tells nothing, and that is the same until the world changes. */
    SHUFFLED,
    /** Every second chat is missing. */
    HALF,
    /** Whatever page was asked for, the answer is the first. */
    SAME_PAGE_FOR_EVER,
    /** No page holds more than {@value #LARGEST} chats, whatever size was asked for; no chat is left out. */
    CAPPED;

    /** The largest page of {@link #CAPPED}. */
    public static final int LARGEST = 15;

    /** The chats of a page; pages count from 1. */
    List<SimulatedChat> page(List<SimulatedChat> inOrder, int page, int size) {
        List<SimulatedChat> chats = shown(inOrder);
        long effective = this == CAPPED ? Math.min(size, LARGEST) : size;
        long number = this == SAME_PAGE_FOR_EVER ? 1 : page;
        int from = (int) Math.min(chats.size(), (number - 1) * effective);
        int to = (int) Math.min(chats.size(), from + effective);
        return chats.subList(from, to);
    }

    private List<SimulatedChat> shown(List<SimulatedChat> inOrder) {
        if (this == SHUFFLED) {
            List<SimulatedChat> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, new Random(7));
            return shuffled;
        }
        if (this == HALF) {
            return IntStream.iterate(0, i -> i < inOrder.size(), i -> i + 2)
                    .mapToObj(inOrder::get)
                    .toList();
        }
        return inOrder;
    }
}
