/** What an operator may have meant by a misspelt word. */
@NullMarked
package dev.vigia.agent.spelling;

import org.jspecify.annotations.NullMarked;
