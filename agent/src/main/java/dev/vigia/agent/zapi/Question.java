package dev.vigia.agent.zapi;

import dev.vigia.agent.zapi.ZApiException.Kind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for which account, in words that can be printed: the beginning of every message about its failure.
 *
 * @param words such as "page 2 of the chats"
 */
record Question(String account, String words, Redactor redactor) {
    ZApiException failed(Kind kind, String problem) {
        return failed(kind, problem, null);
    }

    ZApiException failed(Kind kind, String problem, @Nullable Duration retryAfter) {
        return new ZApiException(kind, told(problem), retryAfter);
    }

    /** The problem, and what was asked for. */
    String told(String problem) {
        return "account " + account + ", " + words + ": " + problem + ".";
    }

    /** The failure that an error object tells of. */
    ZApiException refused(int status, ErrorObject error) {
        return failed(error.kind(), "HTTP " + status + " with the error \"" + redactor.safe(error.text()) + "\"");
    }

    @Override
    public String toString() {
        return words + " of account " + account;
    }
}
