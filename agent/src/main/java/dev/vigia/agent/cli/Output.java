package dev.vigia.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints to. */
final class Output {
    private Output() {}

    /** JSON is UTF-8 wherever it goes; what is for a person is written as the terminal wants it. */
    static PrintWriter of(CommandSpec command, boolean json) {
        return json
                ? new PrintWriter(System.out, false, UTF_8)
                : command.commandLine().getOut();
    }

    /** Whether nobody reads any more: the pipe behind the standard output is closed. */
    static boolean isClosed(PrintWriter out) {
        return out.checkError() || System.out.checkError();
    }
}
