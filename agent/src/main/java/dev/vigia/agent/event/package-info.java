/** Events as text: reading back what {@link dev.vigia.api.Event#toJson} wrote. */
@NullMarked
package dev.vigia.agent.event;

import org.jspecify.annotations.NullMarked;
