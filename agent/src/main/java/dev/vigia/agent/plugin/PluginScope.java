package dev.vigia.agent.plugin;

import dev.vigia.api.ActionEvent;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What a thread is set to while it runs a plugin's code: its class loader, and whom log lines name. */
final class PluginScope {
    private final Thread thread = Thread.currentThread();
    private final @Nullable ClassLoader loaderBefore = thread.getContextClassLoader();
    private final @Nullable Map<String, String> namesBefore = MDC.getCopyOfContextMap();

    private PluginScope() {}

    static PluginScope enter(PluginLoader loader, String instance) {
        PluginScope scope = new PluginScope();
        scope.thread.setContextClassLoader(loader);
        MDC.put("plugin", instance);
        return scope;
    }

    static PluginScope enter(PluginLoader loader, String instance, Event event) {
        PluginScope scope = enter(loader, instance);
        MDC.put("account", event.meta().account());
        if (event instanceof ChatEvent chatEvent) {
            MDC.put("chat", chatEvent.latest().id());
        } else if (event instanceof ActionEvent actionEvent) {
            MDC.put("chat", actionEvent.action().chatId());
        }
        return scope;
    }

    /** Sets the thread back, whatever the plugin did to it. */
    void leave() {
        thread.setContextClassLoader(loaderBefore);
        if (namesBefore == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(namesBefore);
        }
    }
}
