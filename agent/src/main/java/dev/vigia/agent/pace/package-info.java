/** How often and how soon: what is due, and how long to wait after failures. */
@NullMarked
package dev.vigia.agent.pace;

import org.jspecify.annotations.NullMarked;
