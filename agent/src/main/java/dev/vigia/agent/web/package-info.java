/** Health over HTTP. */
@NullMarked
package dev.vigia.agent.web;

import org.jspecify.annotations.NullMarked;
