package dev.vigia.agent.poll;

import dev.vigia.agent.simulator.Fault;
import dev.vigia.api.AccountFailing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that comes in place of a list of chats, or of a status.
 *
 * @param reason why the account fails, as it must be told
 */
record NoList(String name, Fault fault, String reason) {
    /** After which an answer is no longer waited for, so that those that never end come to one. */
    static final Duration TIMEOUT = Duration.ofMillis(700);

    static List<NoList> all() {
        List<NoList> all = new ArrayList<>();
        String clientToken = "{\"error\":\"your client-token is not configured\"}";
        add(all, "no client token", Fault.status(400, clientToken), AccountFailing.UNAUTHORIZED);
        add(
                all,
                "no client token, of old",
                Fault.status(400, "{\"error\":\"null not allowed\"}"),
                AccountFailing.UNAUTHORIZED);
        add(
                all,
                "wrong client token",
                Fault.status(403, "{\"error\":\"Client-Token X not allowed\"}"),
                AccountFailing.UNAUTHORIZED);
        add(all, "address", Fault.addressNotAllowed(), AccountFailing.UNAUTHORIZED);
        add(all, "401", Fault.status(401, ""), AccountFailing.UNAUTHORIZED);
        add(all, "subscription", Fault.subscriptionLapsed(), AccountFailing.SUBSCRIPTION);
        add(all, "error object", Fault.errorObject(), AccountFailing.NOT_A_LIST);
        add(all, "404", Fault.status(404), AccountFailing.NOT_A_LIST);
        add(all, "405", Fault.status(405), AccountFailing.INVALID_ANSWER);
        add(all, "415", Fault.status(415), AccountFailing.INVALID_ANSWER);
        add(all, "429", Fault.throttled("soon"), AccountFailing.UNREACHABLE);
        add(all, "500", Fault.status(500), AccountFailing.UNREACHABLE);
        add(all, "503", Fault.status(503), AccountFailing.UNREACHABLE);
        add(all, "html 200", Fault.html(200), AccountFailing.INVALID_ANSWER);
        add(all, "html 404", Fault.html(404), AccountFailing.INVALID_ANSWER);
        add(all, "html 502", Fault.html(502), AccountFailing.UNREACHABLE);
        add(all, "redirect", Fault.redirect(302, "http://127.0.0.1:1/"), AccountFailing.INVALID_ANSWER);
        add(all, "empty body", Fault.emptyBody(), AccountFailing.INVALID_ANSWER);
        add(all, "garbage", Fault.garbage(500), AccountFailing.INVALID_ANSWER);
        add(all, "gzip bomb", Fault.gzipBomb(20), AccountFailing.INVALID_ANSWER);
        add(all, "endless", Fault.endless(), AccountFailing.INVALID_ANSWER);
        add(all, "delay", Fault.delay(Duration.ofSeconds(30)), AccountFailing.UNREACHABLE);
        add(all, "drip", Fault.drip(Duration.ofMillis(100)), AccountFailing.UNREACHABLE);
        add(all, "cut", Fault.cutAfter(15), AccountFailing.UNREACHABLE);
        add(all, "cut chunk", Fault.chunked().and(Fault.cutAfter(15)), AccountFailing.UNREACHABLE);
        add(all, "hang up", Fault.hangUp(), AccountFailing.UNREACHABLE);
        add(all, "null", Fault.body("null"), AccountFailing.NOT_A_LIST);
        add(all, "number", Fault.body("0"), AccountFailing.NOT_A_LIST);
        add(all, "list of lists", Fault.body("[[]]"), AccountFailing.INVALID_ANSWER);
        add(all, "half a list", Fault.body("[{\"phone\":\"5511\"},"), AccountFailing.INVALID_ANSWER);
        return all;
    }

    private static void add(List<NoList> all, String name, Fault fault, String reason) {
        all.add(new NoList(name, fault, reason));
    }

    /** Whether it takes the whole timeout. */
    boolean slow() {
        return name.equals("delay") || name.equals("drip");
    }

    boolean hangsUp() {
        return name.equals("hang up");
    }

    /** For the status a list is as little an answer as a word is for a list. */
    String reasonForStatus() {
        boolean error = name.equals("error object") || name.equals("404");
        return reason.equals(AccountFailing.NOT_A_LIST) && !error ? AccountFailing.INVALID_ANSWER : reason;
    }

    @Override
    public String toString() {
        return name;
    }
}
