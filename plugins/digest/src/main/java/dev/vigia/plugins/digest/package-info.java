/** Sums up, at given times, what happened to the chats of an account. */
@NullMarked
package dev.vigia.plugins.digest;

import org.jspecify.annotations.NullMarked;
