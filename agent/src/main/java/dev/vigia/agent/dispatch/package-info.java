/** Handing committed events to plugin instances. */
@NullMarked
package dev.vigia.agent.dispatch;

import org.jspecify.annotations.NullMarked;
