package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import java.util.Optional;

/** What a plugin's code can do to the whole agent. Nothing keeps it from that, so its operator is told. */
enum Danger {
    EXIT("can end the whole agent", "Throw an exception where the plugin has to give up"),
    SHUTDOWN_HOOK(
            "leaves something to be run when the agent ends, which keeps the plugin in memory until then",
            "Hand what has to be closed to Setup.closeAtEnd");

    private final String consequence;
    private final String cure;

    Danger(String consequence, String cure) {
        this.consequence = consequence;
        this.cure = cure;
    }

    static Optional<Danger> of(Member used) {
        return switch (used.owner() + "." + used.name()) {
            case "java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt" -> Optional.of(EXIT);
            case "java.lang.Runtime.addShutdownHook" -> Optional.of(SHUTDOWN_HOOK);
            default -> Optional.empty();
        };
    }

    /** What follows from it. */
    String consequence() {
        return consequence;
    }

    /** What to do instead. */
    String cure() {
        return cure;
    }
}
