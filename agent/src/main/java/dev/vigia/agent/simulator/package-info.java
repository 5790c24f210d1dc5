/**
 * A Z-API of our own, for the demo, for tests and for those who write plugins. Run it with
 * {@code -Dsun.net.httpserver.nodelay=true}: without it every answer on a kept connection takes 40 ms more.
 */
@NullMarked
package dev.vigia.agent.simulator;

import org.jspecify.annotations.NullMarked;
