package dev.vigia.agent.cli;

import java.io.Console;
import java.util.Optional;

/** The person at the terminal, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Asks a question that is answered by typing a word. Empty if nobody is there to answer. */
    static Optional<Boolean> answers(String question, String word) {
        return console()
                .map(console -> word.equalsIgnoreCase(
                        String.valueOf(console.readLine("%s ", question)).strip()));
    }

    /** From Java 22 on there may be a console that is no terminal; earlier, a console always is one. */
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean terminal =
                    Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
            return terminal ? Optional.of(console) : Optional.empty();
        } catch (ReflectiveOperationException e) {
            return Optional.of(console);
        }
    }
}
