package dev.vigia.agent.dispatch;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the {@link Dispatch} of events to plugins. */
public final class DispatchModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Dispatch.class).in(Singleton.class);
    }
}
