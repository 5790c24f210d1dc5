package dev.vigia.agent.plugin;

import dev.vigia.agent.plugin.ClassFile.Member;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What a plugin's code can do to the whole agent. Nothing keeps it from that, so its operator is told. */
enum Danger {
    EXIT(
            Set.of("java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt"),
            "can end the whole agent",
            "Throw an exception where the plugin has to give up"),
    SHUTDOWN_HOOK(
            Set.of("java.lang.Runtime.addShutdownHook"),
            "leaves something to be run when the agent ends, which keeps the plugin in memory until then",
            "Hand what has to be closed to Setup.closeAtEnd");

    private final Set<String> methods;
    private final String consequence;
    private final String cure;

    Danger(Set<String> methods, String consequence, String cure) {
        this.methods = methods;
        this.consequence = consequence;
        this.cure = cure;
    }

    static Optional<Danger> of(Member used) {
        String method = used.owner() + "." + used.name();
        return Arrays.stream(values())
                .filter(danger -> danger.methods.contains(method))
                .findFirst();
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
