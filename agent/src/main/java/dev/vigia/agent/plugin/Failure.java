package dev.vigia.agent.plugin;

import dev.vigia.calls.Thrown;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a plugin threw, as text: its class, its message, and where in the plugin it came from.
 *
 * @param text on one line
 * @param isLinkage whether trying again is useless, because code is missing or does not fit
 * @param isInterrupt whether the plugin gave in to an interrupt, whose mark on the thread it has thereby cleared
 */
record Failure(String text, boolean isLinkage, boolean isInterrupt) {
    private static final int FRAMES = 4;

    /** @throws OutOfMemoryError if that is what was thrown: then the whole process has failed */
    static Failure of(Throwable thrown, PluginLoader loader) {
        if (thrown instanceof OutOfMemoryError error) {
            throw error;
        }
        String text = Thrown.words(thrown, link -> frames(link, loader));
        if (thrown instanceof LinkageError error) {
            text += ". " + Cure.of(error, loader);
        }
        return new Failure(text, thrown instanceof LinkageError, thrown instanceof InterruptedException);
    }

    /** Words for what a plugin throws when it is closed. */
    static Function<Throwable, String> wordsFor(PluginLoader loader) {
        return thrown -> of(thrown, loader).text();
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
}
