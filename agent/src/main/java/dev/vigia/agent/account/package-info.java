/** An account to watch, and the secrets that open it. */
@NullMarked
package dev.vigia.agent.account;

import org.jspecify.annotations.NullMarked;
