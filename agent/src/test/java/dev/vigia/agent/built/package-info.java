/** The agent as it is built, run as its users run it: processes against a simulated gateway. */
@NullMarked
package dev.vigia.agent.built;

import org.jspecify.annotations.NullMarked;
