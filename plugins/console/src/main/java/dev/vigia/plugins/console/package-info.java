/** Prints events for a person at the terminal. */
@NullMarked
package dev.vigia.plugins.console;

import org.jspecify.annotations.NullMarked;
