package dev.vigia.agent.poll;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the {@link Watch} over the accounts. */
public final class PollModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Watch.class).in(Singleton.class);
    }
}
