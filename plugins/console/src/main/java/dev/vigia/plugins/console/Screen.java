package dev.vigia.plugins.console;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the standard output can show.
 *
 * @param colors whether it is coloured
 * @param symbols whether it can show bullets and arrows
 */
record Screen(boolean colors, boolean symbols) {
    static Screen of(Color color) {
        return new Screen(
                isColored(color, isTerminal(), System::getenv),
                charset().newEncoder().canEncode("•→…"));
    }

    static boolean isColored(Color color, boolean terminal, UnaryOperator<@Nullable String> environment) {
        return switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                terminal && isNullOrEmpty(environment.apply("NO_COLOR")) && !"dumb".equals(environment.apply("TERM"));
        };
    }

    /** The line in colour, if there is any to be had. */
    String paint(Tone tone, String text) {
        return colors && tone != Tone.PLAIN && !text.isEmpty() ? tone.code() + text + Tone.END : text;
    }

    /** The line in characters that can be shown. */
    String spell(String line) {
        return symbols ? line : line.replace("•", "*").replace("→", "->").replace("…", "...");
    }

    private static boolean isNullOrEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }

    /** From Java 22 on there may be a console that is no terminal; earlier, a console always is one. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** The character set of the standard output, which has a name only in later versions of Java. */
    private static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }
}
