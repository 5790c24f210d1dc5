/** Warns the operator when strangers flood an account or its chats are marked as spam. */
@NullMarked
package dev.vigia.plugins.spamwatch;

import org.jspecify.annotations.NullMarked;
