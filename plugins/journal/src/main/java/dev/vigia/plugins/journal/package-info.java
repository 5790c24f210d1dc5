/** Keeps events in a file, for programs to read. */
@NullMarked
package dev.vigia.plugins.journal;

import org.jspecify.annotations.NullMarked;
