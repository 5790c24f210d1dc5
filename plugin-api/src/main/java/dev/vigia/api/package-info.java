/**
 * What a Vigia plugin sees: events, chats, and the routes by which it hears of them.
 *
 * <p>A plugin is a jar with a class that implements {@link dev.vigia.api.ChatPlugin}, bears {@link dev.vigia.api.Plugin}, and is
 * named in {@code META-INF/services/dev.vigia.api.ChatPlugin}.
 *
 * <p><b>Growth.</b> Semantic versions. A minor version may add event records and may add methods to the interfaces that only the
 * agent and the test kit implement: {@link dev.vigia.api.Chat}, {@link dev.vigia.api.Note}, {@link dev.vigia.api.EventMeta},
 * {@link dev.vigia.api.Action}, {@link dev.vigia.api.Notice}, {@link dev.vigia.api.Gap}, {@link dev.vigia.api.Setup}, {@link dev.vigia.api.Route},
 * {@link dev.vigia.api.Context}, {@link dev.vigia.api.State}, {@link dev.vigia.api.Actions}. Do not implement those, and do not rely on
 * a {@code switch} over all events without a {@code default}. No version adds a component to an existing record or an abstract method to a type that plugins implement.
 *
 * <p><b>Null.</b> Nothing here is null, takes null or returns null unless it is marked {@code @Nullable}.
 */
@NullMarked
package dev.vigia.api;

import org.jspecify.annotations.NullMarked;
