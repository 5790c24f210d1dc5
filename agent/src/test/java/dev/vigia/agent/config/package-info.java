@NullMarked
package dev.vigia.agent.config;

import org.jspecify.annotations.NullMarked;
