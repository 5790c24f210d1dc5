/** What the agent tells of a change that it makes to itself. */
@NullMarked
package dev.vigia.agent.report;

import org.jspecify.annotations.NullMarked;
