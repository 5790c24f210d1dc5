package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints to. */
final class Output {
    private Output() {}

    /** JSON is UTF-8 wherever it goes; what is for a person is written as the terminal wants it. */
    static PrintWriter of(CommandSpec command, boolean json) {
        return json
                ? new PrintWriter(new ShowableJson(new OutputStreamWriter(System.out, UTF_8)))
                : command.commandLine().getOut();
    }

    /** Whether nobody reads any more: the pipe behind the standard output is closed. */
    static boolean isClosed(PrintWriter out) {
        return out.checkError() || System.out.checkError();
    }

    /**
     * Escapes what changes how a terminal shows its neighbours, such as the direction of writing: a name could forge what stands beside
     * it. In JSON such characters stand in strings only.
     */
    private static final class ShowableJson extends FilterWriter {
        ShowableJson(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            if (Character.getType(c) == Character.FORMAT) {
                out.write(Json.escaped((char) c));
            } else {
                out.write(c);
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                write(text[i]);
            }
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            write(text.toCharArray(), offset, length);
        }
    }
}
