/**
 * What agent and test kit share: calls into a plugin, from what it registered on to what it asked for. Neither threads nor storage are
 * in here.
 */
@NullMarked
package dev.vigia.calls;

import org.jspecify.annotations.NullMarked;
