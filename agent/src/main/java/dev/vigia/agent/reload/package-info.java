/** Has what the operator changes take effect while the agent runs. */
@NullMarked
package dev.vigia.agent.reload;

import org.jspecify.annotations.NullMarked;
