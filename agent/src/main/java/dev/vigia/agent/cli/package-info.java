/** The commands of {@code vigia}. */
@NullMarked
package dev.vigia.agent.cli;

import org.jspecify.annotations.NullMarked;
