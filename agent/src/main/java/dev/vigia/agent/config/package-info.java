/** The configuration: from HOCON to the settings records of the other packages, with all problems at once. */
@NullMarked
package dev.vigia.agent.config;

import org.jspecify.annotations.NullMarked;
