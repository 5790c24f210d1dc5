package dev.vigia.agent.config;

import com.typesafe.config.ConfigException;
import dev.vigia.settings.Place;
import java.nio.file.Path;
import java.util.List;

/**
 * Says in our own words what the parser found. The parser's own message quotes the file, and what it quotes may be a token: with quotes,
 * without, or a single letter of it. So none of its text is ever passed on; it only selects among ours.
 */
final class SyntaxProblem {
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "Reserved character", "has a character that must be in double quotes; put quotes around the value"),
            new Known("unescaped newline", "has a double quote that is not closed on its line"),
            new Known("triple-quoted string was still open", "has triple quotes that are never closed"),
            new Known("quote was still open", "has a double quote that is not closed"),
            new Known("not closed with a }", "has a ${ without its closing brace }"),
            new Known(
                    "not followed by {",
                    "has a $ that begins no ${NAME}; put quotes around the value if it is meant so"),
            new Known("escape", "has a backslash in double quotes; double it"),
            new Known("may not be followed by token", "has a key without a value; write key = value"),
            new Known("unbalanced close brace", "has a closing brace } too many"),
            new Known("not: end of file", "ends before a section is closed; a closing brace } is missing"),
            new Known("List should have", "has a list without its closing bracket ] or without a comma"),
            new Known(
                    "or a comma, got",
                    "goes on after a value; write one setting a line, and special characters in double quotes"),
            new Known("close parentheses", "has something where a key belongs; write key = value"),
            new Known("adjacent period", "has a key with a dot too many"),
            new Known("path expression", "has a character inside ${…} that no name can have"),
            new Known("field name", "has a ${} without a name"),
            new Known("include", "has an include that is not of the form include required(\"other.conf\")"),
            new Known(
                    "Cannot concatenate",
                    "joins a text with a list or a section; put a comma or a line's end between them"),
            new Known("at file root", "begins with a list; the file must hold vigia { … }"));

    private SyntaxProblem() {}

    static String of(ConfigException problem, Path file) {
        if (problem instanceof ConfigException.IO) {
            return file + ": cannot be read; let the user that runs the agent read it";
        }
        // Without the place at its beginning: a file's name must not select.
        String message = String.valueOf(problem.getMessage()).replaceFirst("^.*?: [0-9]+: ", "");
        String text = KNOWN.stream()
                .filter(known -> message.contains(known.parserSays()))
                .map(Known::weSay)
                .findFirst()
                .orElse("is not HOCON; look for a missing key, quote, brace or comma");
        Place place = problem.origin() == null ? new Place(file.toString(), 0) : Place.of(problem.origin());
        return place + ": this line " + text + " (the mistake may be on a line before it)";
    }

    private record Known(String parserSays, String weSay) {}
}
