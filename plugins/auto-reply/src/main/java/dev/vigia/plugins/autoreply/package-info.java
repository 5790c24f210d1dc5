/** Answers those who write outside office hours. */
@NullMarked
package dev.vigia.plugins.autoreply;

import org.jspecify.annotations.NullMarked;
