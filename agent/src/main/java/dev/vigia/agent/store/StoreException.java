package dev.vigia.agent.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what was asked of it. The message says why and what to do. */
public class StoreException extends Exception {
    StoreException(String message) {
        super(message);
    }

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
