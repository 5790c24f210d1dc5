package dev.vigia.agent.action;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the {@link Sender} of actions. */
public final class ActionModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(Sender.class).in(Singleton.class);
    }
}
