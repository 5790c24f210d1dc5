package dev.vigia.agent.reload;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the {@link Reloader}. */
public final class ReloadModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Reloader.class).in(Singleton.class);
    }
}
