package dev.vigia.agent.built;

import dev.vigia.agent.plugin.PluginJar;
import java.nio.file.Path;

/** Plugins that let a test see from outside what they were told and how often it counted. */
final class Witnesses {
    /**
     * Writes down every event and the attempt at it, in a file for each run of the agent, before it returns. With {@code slow-every = 40} it
     * takes its time over every fortieth event, as long as a file says so.
     */
    private static final String RECORDER = """
            java.nio.file.Path directory = setup.settings(Settings.class).directory();
            int slowEvery = setup.settings(Settings.class).slowEvery();
            java.nio.file.Path busy = directory.resolveSibling(directory.getFileName() + ".busy");
            java.nio.file.Files.createDirectories(directory);
            int run = directory.toFile().list().length + 1;
            java.io.FileOutputStream file =
                    setup.closeAtEnd(new java.io.FileOutputStream(directory.resolve(run + ".log").toFile()));
            setup.on(Event.class).includingOwn().handle((event, context) -> {
                String line = context.attempt() + " " + event.toJson() + "\\n";
                synchronized (file) {
                    file.write(line.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    file.getFD().sync();
                }
                if (slowEvery > 0 && event.meta().sequence() % slowEvery == 0) {
                    java.nio.file.Files.writeString(busy, event.meta().id());
                    Thread.sleep(500);
                    java.nio.file.Files.deleteIfExists(busy);
                }
            });
            """;

    /** Counts each chat's events, and answers what is unread. */
    private static final String ACTOR = """
            setup.on(ChatEvent.class).includingOwn().handle((event, context) -> {
                State state = context.state(event.latest());
                int before = Integer.parseInt(state.get("count").orElse("0"));
                state.put("count", Integer.toString(before + 1));
            });
            setup.on(NewUnread.class).handle((event, context) -> {
                context.actions().sendText(event.chat(), "re " + event.meta().id());
                context.actions().markRead(event.chat());
            });
            """;

    private Witnesses() {}

    static void writeTo(Path plugins) {
        PluginJar.of(PluginJar.source(
                        "Recorder",
                        "recorder",
                        "public record Settings(java.nio.file.Path directory, @Default(\"0\") int slowEvery) {}",
                        RECORDER))
                .writeTo(plugins, "recorder.jar");
        PluginJar.of(PluginJar.source("Actor", "actor", "", ACTOR)).writeTo(plugins, "actor.jar");
    }
}
