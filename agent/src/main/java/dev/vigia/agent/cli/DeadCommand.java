package dev.vigia.agent.cli;

import dev.vigia.agent.config.LocalConfig;
import dev.vigia.agent.store.DeadLetter;
import dev.vigia.agent.store.DeadLetters.Retried;
import dev.vigia.agent.store.DeadLetters.Selection;
import dev.vigia.agent.store.KeptEvent;
import dev.vigia.agent.store.Store;
import dev.vigia.agent.store.StoreException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia dead}: the events that plugin instances were not able to handle, in all their attempts. */
@Command(
        name = "dead",
        description = "Shows the events that a plugin failed at for good, and delivers them again or discards them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DeadCommand.ListCommand.class,
            DeadCommand.RetryCommand.class,
            DeadCommand.DiscardCommand.class,
            HelpCommand.class
        })
final class DeadCommand {
    private DeadCommand() {}

    private static String letters(int count) {
        return count + (count == 1 ? " dead letter" : " dead letters");
    }

    /** {@code vigia dead list}. */
    @Command(
            name = "list",
            description = "Lists the dead letters, oldest first. Works beside a running agent and without one.",
            mixinStandardHelpOptions = true)
    static final class ListCommand implements Callable<Integer> {
        private static final int WIDEST_NAME = 30;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private ConfigOption config = new ConfigOption();

        @Mixin
        private DeadSelection which = new DeadSelection();

        @Option(names = "--json", description = "One JSON object a line, the event in it as the journal has it.")
        private boolean json;

        @Override
        public Integer call() throws StoreException {
            PrintWriter out = Output.of(spec, json);
            try (Store store = Store.openToRead(config.loadLocal().store())) {
                List<DeadLetter> letters = store.deadLetters().list(which.in(store, spec));
                if (json) {
                    letters.forEach(letter -> out.println(json(letter)));
                } else if (letters.isEmpty()) {
                    out.println("There are no dead letters" + (which.isEmpty() ? "" : " of that kind"));
                } else {
                    print(letters, out);
                }
            }
            out.flush();
            return 0;
        }

        private static void print(List<DeadLetter> letters, PrintWriter out) {
            Table table = new Table("INSTANCE", "ACCOUNT", "EVENT", "TYPE", "CHAT", "WHEN", "ATTEMPTS", "FAILURE");
            for (DeadLetter letter : letters) {
                table.add(
                        Printable.text(letter.instance()),
                        Printable.text(letter.account()),
                        Long.toString(letter.sequence()),
                        letter.event().map(KeptEvent::type).map(Printable::text).orElse("(no longer kept)"),
                        chat(letter),
                        Local.time(letter.at()),
                        Integer.toString(letter.attempts()),
                        Printable.text(letter.failure()));
            }
            table.print(out);
        }

        private static String chat(DeadLetter letter) {
            String id = letter.event().map(KeptEvent::chat).orElse("");
            String name = letter.chatName();
            return name == null || name.equals(id)
                    ? Printable.text(id)
                    : Printable.text(name, WIDEST_NAME) + " (" + Printable.text(id) + ")";
        }

        private static Json json(DeadLetter letter) {
            return new Json()
                    .put("instance", letter.instance())
                    .put("account", letter.account())
                    .put("sequence", letter.sequence())
                    .put("at", letter.at())
                    .put("attempts", letter.attempts())
                    .put("failure", letter.failure())
                    .raw("event", letter.event().map(EventLine::json).orElse("null"));
        }
    }

    /** The options of those that change something. */
    static final class Chosen {
        @Mixin
        private ConfigOption config = new ConfigOption();

        @Mixin
        private DeadSelection which = new DeadSelection();

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        LocalConfig config() {
            return config.loadLocal();
        }

        /** What is chosen. Nobody retries or discards everything by leaving a word out. */
        Selection in(Store store, CommandSpec command) throws StoreException {
            demandChoice(command);
            return which.in(store, command);
        }

        void demandChoice(CommandSpec command) {
            if (all != which.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(),
                        all
                                ? "--all means all of them; leave it out, or --instance, --account and --event"
                                : "Choose dead letters by --instance, --account and --event, or --all");
            }
        }

        /** For a choice that met nothing: wrong, unless all were meant and there are none. */
        int none(PrintWriter out) {
            out.println(all ? "There are no dead letters" : "No dead letter is chosen by that: vigia dead list");
            out.flush();
            return all ? 0 : Complaint.FAILED;
        }
    }

    /** {@code vigia dead retry}. */
    @Command(
            name = "retry",
            description = {
                "Has dead letters delivered once more, with all their attempts before them, marked as a replay.",
                "A running agent takes them up at once, otherwise the next one does."
            },
            mixinStandardHelpOptions = true)
    static final class RetryCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private Chosen chosen = new Chosen();

        @Override
        public Integer call() throws StoreException {
            chosen.demandChoice(spec);
            PrintWriter out = spec.commandLine().getOut();
            try (Store store = Store.openToChange(chosen.config().store())) {
                Retried retried = store.deadLetters().retry(chosen.in(store, spec), Instant.now());
                if (retried.taken() + retried.eventless() == 0) {
                    return chosen.none(out);
                }
                out.println(letters(retried.taken()) + " chosen; "
                        + (store.isBesideAgent()
                                ? "the running agent delivers again at once"
                                : "no agent is running, so it is done at the next start: vigia run"));
                if (retried.eventless() > 0) {
                    out.println(letters(retried.eventless())
                            + " cannot be delivered again, because the events are no longer kept");
                }
            }
            out.flush();
            return 0;
        }
    }

    /** {@code vigia dead discard}. */
    @Command(
            name = "discard",
            description = "Deletes dead letters. Their events stay, and vigia why still tells what failed.",
            mixinStandardHelpOptions = true)
    static final class DiscardCommand implements Callable<Integer> {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Mixin
        private Chosen chosen = new Chosen();

        @Override
        public Integer call() throws StoreException {
            chosen.demandChoice(spec);
            PrintWriter out = spec.commandLine().getOut();
            try (Store store = Store.openToChange(chosen.config().store())) {
                int discarded = store.deadLetters().discard(chosen.in(store, spec));
                if (discarded == 0) {
                    return chosen.none(out);
                }
                out.println(letters(discarded) + " discarded");
            }
            out.flush();
            return 0;
        }
    }
}
