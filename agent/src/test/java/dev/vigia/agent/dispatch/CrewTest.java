package dev.vigia.agent.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a crew makes of work that ends as none should: the agent's own defects, and errors that nobody can foresee. */
class CrewTest {
    private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
    private final List<String> told = new ArrayList<>();
    private final Crew crew = new Crew(
            new ThreadGroup("plugin-one"),
            "one",
            1,
            new DeliverySettings(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            mailbox::add);

    @AfterEach
    void end() {
        crew.end();
    }

    @Test
    void aThreadWhoseWorkThrows_saysSo_andGoesOn() throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("defect"), new AssertionError("defect"), new OutOfMemoryError("defect"))) {
            crew.give(crew.idle().orElseThrow(), new Work(worker -> {
                worker.enter("something");
                sneak(thrown);
            }));
            takeMessage();
            assertThat(told).singleElement().asString().startsWith("failed: ").contains("defect");
            assertThat(crew.isBusy()).isFalse();
            told.clear();
        }

        List<String> threads = new ArrayList<>();
        crew.give(
                crew.idle().orElseThrow(),
                new Work(worker -> threads.add(Thread.currentThread().getName())));
        takeMessage();
        assertThat(told).containsExactly("finished");
        assertThat(threads).containsExactly("plugin-one-1");
    }

    @Test
    void aThreadThatDies_isReplaced_andItsWorkHasFailed() throws Exception {
        crew.give(
                crew.idle().orElseThrow(),
                new Work(worker -> sneak(new OutOfMemoryError() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public String getMessage() {
                        // The end of a thread ends up with the handler for what nobody caught; that is to be silent
                        // here.
                        Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> {});
                        throw new IllegalStateException("no message");
                    }
                })));
        takeMessage();

        assertThat(told).containsExactly("failed: a thread of plugin instance \"one\" has died");
        List<String> threads = new ArrayList<>();
        crew.give(
                crew.idle().orElseThrow(),
                new Work(worker -> threads.add(Thread.currentThread().getName())));
        takeMessage();
        assertThat(threads).containsExactly("plugin-one-2");
    }

    private void takeMessage() throws InterruptedException {
        Runnable message = mailbox.poll(10, TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        message.run();
        crew.watch();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private final class Work implements Assignment {
        private final Consumer<Worker> what;

        Work(Consumer<Worker> what) {
            this.what = what;
        }

        @Override
        public void run(Worker worker) {
            what.accept(worker);
        }

        @Override
        public void finished() {
            told.add("finished");
        }

        @Override
        public void failed(String why) {
            told.add("failed: " + why);
        }

        @Override
        public boolean givenUp(String why) {
            told.add("given up: " + why);
            return true;
        }

        @Override
        public void cameBack() {
            told.add("came back");
        }
    }
}
