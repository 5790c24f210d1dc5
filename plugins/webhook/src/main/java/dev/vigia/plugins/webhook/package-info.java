/** Posts events to an HTTP address, signed. */
@NullMarked
package dev.vigia.plugins.webhook;

import org.jspecify.annotations.NullMarked;
