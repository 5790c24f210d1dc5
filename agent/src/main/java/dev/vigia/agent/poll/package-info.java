/** When to look at an account, and looking. */
@NullMarked
package dev.vigia.agent.poll;

import org.jspecify.annotations.NullMarked;
