/** Tells a supervisor of chats that are left unread too long. */
@NullMarked
package dev.vigia.plugins.waitingalert;

import org.jspecify.annotations.NullMarked;
