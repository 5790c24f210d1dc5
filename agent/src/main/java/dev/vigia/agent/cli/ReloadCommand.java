package dev.vigia.agent.cli;

import dev.vigia.agent.reload.Requests;
import dev.vigia.agent.reload.Requests.Answer;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import dev.vigia.agent.store.StoreSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vigia reload}: has the running agent take up what was changed. */
@Command(
        name = "reload",
        description = {
            "Has the running agent read its configuration and look at its plugins again, and tells what that changed.",
            "It does so by itself, within seconds, unless vigia.watch = false; this command also tries again what was refused"
                    + " before, and takes up changes of included files and of files that hold tokens.",
            "What cannot be used changes nothing. Exit code 0 if all took effect, 1 if something did not."
        },
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {
    private static final Duration UNTIL_TAKEN = Duration.ofSeconds(30);
    private static final Duration UNTIL_DONE = Duration.ofMinutes(10);
    private static final Duration LOOK_WHETHER_IT_RUNS = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws StoreException, IOException, InterruptedException, Refusal {
        StoreSettings settings = config.loadLocal().store();
        Requests requests = new Requests(Store.beside(settings, Requests.DIRECTORY));
        if (!Store.isHeld(settings)) {
            throw Refusal.failed(
                    "No agent is running on the database of this configuration, so there is nothing to reload. Start one: vigia run."
                            + " If one was started before vigia.store.url was changed, it runs on the other: restart it");
        }
        return tell(answer(requests, settings));
    }

    private static Answer answer(Requests requests, StoreSettings settings)
            throws StoreException, IOException, InterruptedException, Refusal {
        String request;
        try {
            request = requests.ask();
        } catch (NoSuchFileException e) {
            throw notTaken();
        }
        long begun = System.nanoTime();
        while (true) {
            Optional<Answer> answer = requests.await(request, LOOK_WHETHER_IT_RUNS);
            if (answer.isPresent()) {
                return answer.get();
            }
            if (!Store.isHeld(settings)) {
                requests.withdraw(request);
                throw Refusal.failed("The agent has ended meanwhile. It reads all of it when it is started again");
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begun);
            if (waited.compareTo(UNTIL_TAKEN) > 0 && requests.withdraw(request)) {
                throw notTaken();
            }
            if (waited.compareTo(UNTIL_DONE) > 0) {
                throw Refusal.failed("The agent has not answered within " + UNTIL_DONE.toMinutes()
                        + " minutes; its log tells what it is doing");
            }
        }
    }

    private static Refusal notTaken() {
        return Refusal.failed(
                "The agent does not take the request: it is just starting or stopping, or of an older version."
                        + " Try again, or restart it");
    }

    private static String printable(String lines) {
        return lines.lines().map(Printable::text).collect(Collectors.joining(System.lineSeparator()));
    }

    private int tell(Answer answer) {
        PrintWriter out = spec.commandLine().getOut();
        answer.done().forEach(line -> out.println(printable(line)));
        if (answer.done().isEmpty() && answer.refused().isEmpty()) {
            out.println("Nothing has changed");
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        answer.refused().forEach(line -> err.println(printable(line)));
        err.flush();
        return answer.refused().isEmpty() ? 0 : Complaint.FAILED;
    }
}
