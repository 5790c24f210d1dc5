package dev.vigia.agent.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells those who deliver events of which account there may be new ones. All they learn by it is that a look into the log is worth it. */
final class Wakeup {
    private final List<Consumer<String>> sleepers = new CopyOnWriteArrayList<>();

    void add(Consumer<String> sleeper) {
        sleepers.add(sleeper);
    }

    void remove(Consumer<String> sleeper) {
        sleepers.remove(sleeper);
    }

    void wake(String account) {
        sleepers.forEach(sleeper -> sleeper.accept(account));
    }
}
