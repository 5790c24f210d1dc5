package dev.vigia.agent.simulator;

import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A fresh simulator on a free port for each test: {@code @ExtendWith} it and take a {@link Simulator} as a parameter, or
 * {@code @RegisterExtension} it as a field and ask it.
 */
public final class SimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Clock clock;
    private @Nullable Simulator simulator;

    public SimulatorExtension() {
        this(Clock.systemUTC());
    }

    public SimulatorExtension(Clock clock) {
        this.clock = clock;
    }

    /** The simulator of the test that runs. */
    public Simulator simulator() {
        return Objects.requireNonNull(simulator, "there is a simulator only while a test runs");
    }

    /** Adds an account that demands no client token, and whose token is like its name. */
    public SimulatedAccount account(String instance) {
        return simulator().account(instance, instance + "-token", null);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        simulator = Simulator.start(0, clock);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        simulator().close();
        simulator = null;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }
}
