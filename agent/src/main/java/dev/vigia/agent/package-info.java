/** The agent: see the packages below in the order of an event's way: account, zapi, poll, chat, store, dispatch, plugin. */
@NullMarked
package dev.vigia.agent;

import org.jspecify.annotations.NullMarked;
