/**
 * What plugins for an office share: when it is open, who waits there, and how texts are filled in.
 *
 * <p>A library, not a plugin: each plugin that uses it has a copy of its own beside it.
 */
@NullMarked
package dev.vigia.plugins.office;

import org.jspecify.annotations.NullMarked;
