/** Finding, checking and isolating plugins. */
@NullMarked
package dev.vigia.agent.plugin;

import org.jspecify.annotations.NullMarked;
