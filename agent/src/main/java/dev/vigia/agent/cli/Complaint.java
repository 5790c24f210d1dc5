package dev.vigia.agent.cli;

import dev.vigia.agent.config.InvalidConfigException;
import dev.vigia.agent.plugin.PluginException;
import dev.vigia.agent.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a person reads when a command could not do its work: the message, not a stack trace, unless it is a defect of ours. */
final class Complaint implements IExecutionExceptionHandler {
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult arguments)
            throws Exception {
        PrintWriter out = command.getErr();
        if (exception instanceof InvalidConfigException invalid) {
            out.println(invalid.getMessage());
            return WRONG_USAGE;
        }
        if (exception instanceof Refusal refusal) {
            out.println(refusal.getMessage());
            return refusal.exitCode();
        }
        if (exception instanceof StoreException || exception instanceof PluginException) {
            out.println(exception.getMessage());
            return FAILED;
        }
        if (exception instanceof IOException failed) {
            out.println(words(failed));
            return FAILED;
        }
        // Through the log, whose pattern keeps secrets out.
        LoggerFactory.getLogger(Vigia.class)
                .error("The command {} failed by a defect of the agent", command.getCommandName(), exception);
        return FAILED;
    }

    /** The JDK's own messages about files are no more than the file's name. */
    private static String words(IOException failed) {
        if (failed instanceof NoSuchFileException) {
            return failed.getMessage() + ": there is no such file; correct the path";
        }
        if (failed instanceof AccessDeniedException) {
            return failed.getMessage() + ": this user may not use it; change its rights, or name another";
        }
        return failed.getMessage() == null ? failed.toString() : failed.getMessage();
    }
}
