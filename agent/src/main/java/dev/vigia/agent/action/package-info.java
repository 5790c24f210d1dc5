/** Effects on WhatsApp. */
@NullMarked
package dev.vigia.agent.action;

import org.jspecify.annotations.NullMarked;
