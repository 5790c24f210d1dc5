package dev.vigia.agent.plugin;

import dev.vigia.api.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.slf4j.Logger;

/** What a handler knows of one call: of one event, by one route, at one attempt. */
final class EventCall implements Context {
    private final Thread thread = Thread.currentThread();
    private final String instance;
    private final String eventId;
    private final String route;
    private final Instant now;
    private final int attempt;
    private final Logger log;
    private volatile boolean over;

    EventCall(String instance, String eventId, String route, Instant now, int attempt, Logger log) {
        this.instance = instance;
        this.eventId = eventId;
        this.route = route;
        this.now = now;
        this.attempt = attempt;
        this.log = log;
    }

    @Override
    public Instant now() {
        check("now");
        return now;
    }

    @Override
    public int attempt() {
        check("attempt");
        return attempt;
    }

    /** A digest, because the route's name is any text and the key has to fit into a header of somebody's service. */
    @Override
    public String idempotencyKey() {
        check("idempotencyKey");
        MessageDigest sha256 = PrivateCopies.sha256();
        for (String part : new String[] {instance, eventId, route}) {
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0xff); // occurs in no UTF-8 text, so ("a", "bc") and ("ab", "c") differ
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    @Override
    public Logger log() {
        check("log");
        return log;
    }

    void end() {
        over = true;
    }

    private void check(String method) {
        if (over || Thread.currentThread() != thread) {
            throw new IllegalStateException("Context." + method + " was called "
                    + (over ? "after the call of route \"" : "on another thread than the call of route \"") + route
                    + "\" of plugin instance \"" + instance
                    + "\". Take what you need from the context within the call, on its thread");
        }
    }
}
