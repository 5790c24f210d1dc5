package dev.vigia.agent.cli;

import dev.vigia.agent.simulator.Life;
import dev.vigia.agent.simulator.SimulatedAccount;
import dev.vigia.agent.simulator.Simulator;
import dev.vigia.agent.simulator.WireStyle;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vigia simulate}: the simulated Z-API alone. */
@Command(
        name = "simulate",
        description = "Runs a simulated Z-API on this machine, to try an agent or a plugin without a real account.",
        mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
    static final int MOST_PER_SECOND = 1_000;
    private static final int MOST_CHATS = 100_000;
    private static final int MOST_PORTS = 65_535;

    /** The forms in which the gateway has been seen to answer. */
    enum Wire {
        seed,
        today,
        typed;

        WireStyle style() {
            return switch (this) {
                case seed -> WireStyle.SEED;
                case today -> WireStyle.TODAY;
                case typed -> WireStyle.TYPED;
            };
        }
    }

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "PORT", description = "The port, 0 for any (default: ${DEFAULT-VALUE}).")
    private int port = 8788;

    @Option(names = "--chats", paramLabel = "N", description = "How many chats there are (default: ${DEFAULT-VALUE}).")
    private int chats = 20;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description =
                    "How many things happen each second; 0 for none but what you ask for (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed makes the same world (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--wire",
            paramLabel = "FORM",
            description = "How answers are written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Wire wire = Wire.today;

    @Option(names = "--instance", paramLabel = "ID", description = "The instance (default: ${DEFAULT-VALUE}).")
    private String instance = "sim";

    @Option(names = "--token", paramLabel = "TOKEN", description = "Its token (default: ${DEFAULT-VALUE}).")
    private String token = "simulated-token";

    @Option(names = "--data", paramLabel = "FILE", description = "Serve this JSON for every page, as it is.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException, InterruptedException {
        demand(port >= 0 && port <= MOST_PORTS, "--port must be 0 to " + MOST_PORTS);
        demand(chats >= 0 && chats <= MOST_CHATS, "--chats must be 0 to " + MOST_CHATS);
        demand(rate >= 0 && rate <= MOST_PER_SECOND, "--rate must be 0 to " + MOST_PER_SECOND);
        try (Simulator simulator = start()) {
            SimulatedAccount account = simulator.account(instance, token, null);
            account.wire(wire.style());
            Life life = new Life(account, new Random(seed));
            life.populate(chats);
            if (data != null) {
                account.serve(Files.readString(data));
            }
            tell(simulator);
            if (rate > 0) {
                life.run(rate);
            }
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private void demand(boolean met, String message) {
        if (!met) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private Simulator start() throws IOException {
        try {
            return Simulator.start(port);
        } catch (BindException e) {
            throw new IOException(
                    "Port " + port + " is in use by another program. Name another with --port, or 0 for any free one.",
                    e);
        }
    }

    private void tell(Simulator simulator) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("A simulated Z-API answers at " + simulator.baseUrl()
                + "; nothing real is contacted. Ctrl-C stops it.");
        out.println("To watch it, put this into a configuration:");
        out.println("  vigia.zapi.base-url = \"" + simulator.baseUrl() + "\"");
        out.println("  vigia.accounts.simulated { instance = " + instance + ", token = " + token + " }");
        out.println("To make something happen: curl " + simulator.baseUrl() + "/ tells how.");
        out.flush();
    }
}
