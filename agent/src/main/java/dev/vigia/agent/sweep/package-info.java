/**
 * Reading a list that moves while it is read, and knowing what may be concluded from it.
 *
 * <p>The list is sorted by recency and served in pages by offset, so every message shifts rows from one page to another. A plain reading of
 * all pages misses chats that live. What is read here carries a certificate: if it is given, every chat that was not seen was not there.
 *
 * <p>It rests on assumptions, which are watched on every page: (A1) one answer shows the list at one moment; (A2) rows are sorted by (pinned,
 * last message) descending, or by last message alone; (A3) a page begins at row (page − 1) · size, for every size up to a cap; (A4) no chat
 * stands twice in one answer; (A5) within one reading no chat moves up and then down again, the only one that cannot be watched.
 */
@NullMarked
package dev.vigia.agent.sweep;

import org.jspecify.annotations.NullMarked;
