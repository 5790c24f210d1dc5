package dev.vigia.agent.zapi;

import dev.vigia.agent.zapi.ZApiException.Kind;
import java.util.Optional;

/** Says what an answer means that does not come with status 200. */
final class Refusal {
    private Refusal() {}

    static ZApiException of(Question question, Answer answer) {
        Optional<ErrorObject> error = ErrorObject.in(answer);
        String with = error.map(told -> "the error \"" + question.redactor().safe(told.text()) + "\"")
                .orElseGet(() -> describe(answer));
        String problem = "HTTP " + answer.status() + " with " + with;
        Kind kind = kind(answer, error);
        return question.failed(
                kind, problem, kind == Kind.THROTTLED ? answer.retryAfter().orElse(null) : null);
    }

    private static Kind kind(Answer answer, Optional<ErrorObject> error) {
        int status = answer.status();
        if (status == 429 || (status == 503 && answer.retryAfter().isPresent())) {
            return Kind.THROTTLED;
        }
        if (status >= 500 || status == 408 || status == 425) {
            return Kind.UNREACHABLE;
        }
        if (status == 405 || status == 415) {
            return Kind.CONTRACT;
        }
        if (status < 400) {
            return Kind.INVALID_ANSWER;
        }
        Kind told = error.map(ErrorObject::kind).orElse(Kind.INVALID_ANSWER);
        boolean unauthorized = status == 401 || status == 403;
        return unauthorized && told != Kind.SUBSCRIPTION ? Kind.UNAUTHORIZED : told;
    }

    private static String describe(Answer answer) {
        if (answer.status() >= 300 && answer.status() < 400) {
            return "a redirect, which is not followed because the token would go with it";
        }
        if (answer.body().length == 0) {
            return "an empty body";
        }
        return answer.isHtml() ? "an HTML page" : "a body that is no answer of Z-API";
    }
}
