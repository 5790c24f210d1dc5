package dev.vigia.agent.simulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** Reads a fault from the parameters of a command. */
final class FaultQuery {
    static final String PARAMETERS = "kind [on] [after] [times] [retry-after], and what the kind takes";

    static final String KINDS = """
            Kinds of faults, and what they take:
              status [status] [body]    body body               redirect location [status]
              html [status]             garbage [bytes]         gzip-bomb [mib]
              delay ms                  drip ms                 cut bytes
              empty-list   empty-body   error-object   subscription   endless   chunked   hang-up
            They spoil every answer until cleared; on=chats (or status, send-text, …) those of one kind,
            after=N lets N pass first, times=N ends it after N.
            """;

    private FaultQuery() {}

    static Fault fault(Query query) {
        Fault fault = kind(query);
        if (query.has("retry-after")) {
            fault = fault.header("Retry-After", query.text("retry-after"));
        }
        if (query.has("on")) {
            fault = fault.on(call(query.text("on")));
        }
        if (query.has("times")) {
            fault = fault.times(query.number("times", 1));
        }
        return fault.after(query.number("after", 0, 0));
    }

    private static Fault kind(Query query) {
        String kind = query.text("kind");
        return switch (kind) {
            case "status" ->
                Fault.status(status(query, 503), query.text("body", "{\"error\":\"asked for by a fault\"}"));
            case "body" -> Fault.body(query.text("body"));
            case "empty-list" -> Fault.emptyList();
            case "empty-body" -> Fault.emptyBody();
            case "error-object" -> Fault.errorObject();
            case "html" -> Fault.html(status(query, 200));
            case "redirect" -> Fault.redirect(status(query, 302), query.text("location"));
            case "garbage" -> Fault.garbage(query.number("bytes", 1, 1000));
            case "gzip-bomb" -> Fault.gzipBomb(query.number("mib", 1, 64));
            case "endless" -> Fault.endless();
            case "delay" -> Fault.delay(Duration.ofMillis(query.number("ms", 0)));
            case "drip" -> Fault.drip(Duration.ofMillis(query.number("ms", 0)));
            case "cut" -> Fault.cutAfter(query.number("bytes", 0));
            case "chunked" -> Fault.chunked();
            case "hang-up" -> Fault.hangUp();
            case "subscription" -> Fault.subscriptionLapsed();
            default ->
                throw new IllegalArgumentException("there is no fault of kind " + kind + "; GET / lists the kinds");
        };
    }

    private static int status(Query query, int otherwise) {
        int status = query.number("status", 200, otherwise);
        if (status > 599) {
            throw new IllegalArgumentException("status=" + status + " is not between 200 and 599");
        }
        return status;
    }

    private static Call call(String name) {
        String constant = name.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(Call.values())
                .filter(call -> call.name().equals(constant))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("on=" + name + " is none of "
                        + Arrays.toString(Call.values())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '-')));
    }
}
