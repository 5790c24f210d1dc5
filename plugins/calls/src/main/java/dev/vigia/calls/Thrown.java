package dev.vigia.calls;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Words for what a plugin threw. What its own exception class does when it is asked is the plugin's code, too, and may throw. */
public final class Thrown {
    private static final int CAUSES = 4;

    private Thrown() {}

    /**
     * What was thrown, and what caused it, on one line.
     *
     * @param place says behind each exception where it came from; {@code ""} for nothing
     */
    public static String words(Throwable thrown, Function<Throwable, String> place) {
        StringBuilder text = new StringBuilder();
        Throwable link = thrown;
        for (int i = 0; link != null && i < CAUSES; i++) {
            text.append(i == 0 ? "" : "; caused by ").append(words(link)).append(place.apply(link));
            link = causeOf(link);
        }
        return text.toString();
    }

    /** Class and message on one line. */
    public static String words(Throwable thrown) {
        String name = thrown.getClass().getName();
        String message = message(thrown);
        return message == null || message.isBlank() ? name : name + ": " + Texts.printable(message);
    }

    /** The message on one line, of what a plugin threw to say what it wants. */
    public static String reason(Throwable thrown) {
        String message = message(thrown);
        return message == null || message.isBlank() ? "(it does not say why)" : Texts.printable(message);
    }

    /** The message as it is. */
    public static @Nullable String message(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable failed) {
            return "(its message cannot be read: " + failed.getClass().getName() + ")";
        }
    }

    private static @Nullable Throwable causeOf(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable failed) {
            return null;
        }
    }
}
