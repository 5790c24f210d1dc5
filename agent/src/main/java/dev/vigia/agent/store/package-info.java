/** All SQL: snapshots, the event log, and how far each plugin instance has read it. */
@NullMarked
package dev.vigia.agent.store;

import org.jspecify.annotations.NullMarked;
