package dev.vigia.agent.sweep;

/** How an account's list is read, and how much that proves. */
public enum Level {
    /** All chats fit into one answer, which shows them at one moment. */
    ONE_PAGE,
    /** Windows that overlap, so that a shift between two of them shows. */
    OVERLAPPING_WINDOWS,
    /** The order is not known or pages are not what was asked for: two passes, which never prove that a chat is gone. */
    TWO_PASSES
}
