/** What is known of chats, what was seen, and the difference: pure, without I/O, clock or threads. */
@NullMarked
package dev.vigia.agent.chat;

import org.jspecify.annotations.NullMarked;
