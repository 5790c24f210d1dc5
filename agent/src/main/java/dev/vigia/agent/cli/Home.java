package dev.vigia.agent.cli;

import java.nio.file.Path;

/** The directory that the agent was built or unpacked into. */
final class Home {
    private Home() {}

    /** What plugins are built with, as a Maven repository. */
    static Path repository() {
        return Path.of(System.getProperty("dev.vigia.home", "."))
                .resolve("repository")
                .toAbsolutePath()
                .normalize();
    }

    /** The plugins that come with the agent. */
    static Path plugins() {
        return Path.of(System.getProperty("dev.vigia.home", ".")).resolve("plugins");
    }
}
