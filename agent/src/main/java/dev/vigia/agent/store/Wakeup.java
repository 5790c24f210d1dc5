package dev.vigia.agent.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells those who deliver events that there are new ones. All they learn by it is that a look into the log is worth it. */
final class Wakeup {
    private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

    void add(Runnable sleeper) {
        sleepers.add(sleeper);
    }

    void remove(Runnable sleeper) {
        sleepers.remove(sleeper);
    }

    void wake() {
        sleepers.forEach(Runnable::run);
    }
}
