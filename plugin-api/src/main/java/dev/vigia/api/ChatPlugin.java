package dev.vigia.api;

/**
 * A plugin: says once, in {@link #setup}, which events it wants and what it does with them.
 *
 * <pre>{@code
 * @Plugin(id = "hello", description = "Logs every chat with something new to read")
 * public final class Hello implements ChatPlugin {
 *     @Override
 *     public void setup(Setup setup) {
 *         setup.on(NewUnread.class)
 *                 .where(event -> !event.chat().isGroup())
 *                 .handle((event, context) -> context.log().info("{} wrote", event.chat().name()));
 *     }
 * }
 * }</pre>
 *
 * <p>The class is public, has a public constructor without parameters, and is named in the jar's
 * {@code META-INF/services/dev.vigia.api.ChatPlugin}. The agent makes one object of it for each time the configuration uses the
 * plugin, so two uses never share fields.
 *
 * @since 0.1
 */
public interface ChatPlugin {
    /**
     * Registers what this use of the plugin does. Called once on each object, before its first event, on a thread of the plugin's own.
     * It may be that no event follows: {@code vigia check} and {@code vigia plugins list --settings} call it too, and a new version whose
     * setup fails beside the old one gets a second chance, with another object, when that is closed.
     *
     * @param setup takes the registrations; valid until this method returns. The agent undoes all of them itself when the plugin
     *     stops, so there is nothing to tear down but what is given to {@link Setup#closeAtEnd}
     * @throws Exception whatever makes it impossible to start; this use of the plugin is then refused with the exception's message
     */
    void setup(Setup setup) throws Exception;
}
