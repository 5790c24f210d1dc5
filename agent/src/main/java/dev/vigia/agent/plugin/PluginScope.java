package dev.vigia.agent.plugin;

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

    /** @param chat the id of the chat it is about, or {@code ""} */
    static PluginScope enter(PluginLoader loader, String instance, String account, String chat) {
        PluginScope scope = enter(loader, instance);
        MDC.put("account", account);
        if (!chat.isEmpty()) {
            MDC.put("chat", chat);
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
