package dev.vigia.agent.cli;

import java.nio.file.Path;

/** The directory that the agent was built or unpacked into. */
final class Home {
    private Home() {}

    /** The plugins that come with the agent. */
    static Path plugins() {
        return Path.of(System.getProperty("dev.vigia.home", ".")).resolve("plugins");
    }
}
