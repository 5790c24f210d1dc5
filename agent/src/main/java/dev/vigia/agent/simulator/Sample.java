package dev.vigia.agent.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** An answer of the real gateway, kept to be served as it is. */
public enum Sample {
    /** The example of the first documents: two chats with one phone. */
    SEED("seed.json"),
    /** Five chats in the forms of 2026. */
    WIRE_2026("wire-2026.json");

    private final String file;

    Sample(String file) {
        this.file = file;
    }

    /** For {@link SimulatedAccount#serve}. */
    public String json() {
        try (InputStream stream = Objects.requireNonNull(Sample.class.getResourceAsStream(file), file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
