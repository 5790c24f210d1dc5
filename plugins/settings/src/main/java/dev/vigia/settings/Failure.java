package dev.vigia.settings;

import org.jspecify.annotations.Nullable;

/** Words for what a plugin's code threw; the exception itself must not outlive the plugin, and may throw when it is asked. */
final class Failure {
    private Failure() {}

    static String words(Throwable failure) {
        String message = message(failure);
        String type = failure.getClass().getSimpleName();
        return message == null ? type : type + ": " + message;
    }

    static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (Throwable worse) {
            return null;
        }
    }
}
