package dev.vigia.agent.web;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds what is answered over HTTP. */
public final class WebModule extends AbstractModule {
    @Override
    protected void configure() {
        bind(HealthServer.class).in(Singleton.class);
    }
}
