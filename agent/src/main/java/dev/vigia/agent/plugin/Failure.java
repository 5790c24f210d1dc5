package dev.vigia.agent.plugin;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin threw, as text: its class, its message, and where in the plugin it came from.
 *
 * @param text on one line
 * @param isLinkage whether trying again is useless, because code is missing or does not fit
 * @param isInterrupt whether the plugin gave in to an interrupt, whose mark on the thread it has thereby cleared
 */
record Failure(String text, boolean isLinkage, boolean isInterrupt) {
    private static final int CAUSES = 4;
    private static final int FRAMES = 4;
    private static final int LENGTH = 500;

    /** @throws OutOfMemoryError if that is what was thrown: then the whole process has failed */
    static Failure of(Throwable thrown, PluginLoader loader) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        StringBuilder text = new StringBuilder();
        Throwable link = thrown;
        for (int i = 0; link != null && i < CAUSES; i++) {
            text.append(i == 0 ? "" : "; caused by ").append(describe(link)).append(frames(link, loader));
            link = causeOf(link);
        }
        if (thrown instanceof LinkageError error) {
            text.append(". ").append(Cure.of(error, loader));
        }
        return new Failure(text.toString(), thrown instanceof LinkageError, thrown instanceof InterruptedException);
    }

    /** Class and message on one line. What a plugin's own exception class does when it is asked is the plugin's code, too. */
    static String describe(Throwable thrown) {
        String name = thrown.getClass().getName();
        String message = messageOf(thrown);
        return message == null || message.isBlank() ? name : name + ": " + printable(message);
    }

    /** The message on one line, of what a plugin threw to say what it wants. */
    static String reason(Throwable thrown) {
        String message = messageOf(thrown);
        return message == null || message.isBlank() ? "(it does not say why)" : printable(message);
    }

    static @Nullable String messageOf(Throwable thrown) {
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

    private static String frames(Throwable thrown, PluginLoader loader) {
        try {
            List<String> frames = Arrays.stream(thrown.getStackTrace())
                    .filter(frame -> Objects.equals(frame.getClassLoaderName(), loader.getName()))
                    .limit(FRAMES)
                    .map(Failure::frame)
                    .toList();
            return frames.isEmpty() ? "" : " at " + String.join(", ", frames);
        } catch (Throwable failed) {
            return "";
        }
    }

    private static String frame(StackTraceElement frame) {
        String place = frame.getFileName() == null ? "" : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return frame.getClassName() + "." + frame.getMethodName() + place;
    }

    /** Somebody else's text on one line, cut to a bearable length. */
    static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.strip().codePoints().limit(LENGTH).forEach(c -> {
            if (Character.isISOControl(c)) {
                line.append(c == '\n' ? "\\n" : String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return text.strip().codePointCount(0, text.strip().length()) > LENGTH ? line + "…" : line.toString();
    }
}
