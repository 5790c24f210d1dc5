/**
 * Reads HOCON as values of Java: sections, settings, and whole records of them. What is wrong is collected, each with its place, and what
 * to do.
 */
@NullMarked
package dev.vigia.settings;

import org.jspecify.annotations.NullMarked;
