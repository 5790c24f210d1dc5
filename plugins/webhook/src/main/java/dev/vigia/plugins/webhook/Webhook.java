package dev.vigia.plugins.webhook;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.Doc;
import dev.vigia.api.Event;
import dev.vigia.api.Plugin;
import dev.vigia.api.Secret;
import dev.vigia.api.Setup;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Posts events as CloudEvents to an HTTP address, signed by the Standard Webhooks scheme. */
@Plugin(id = "webhook", description = "Posts events to an HTTP address, signed")
public final class Webhook implements ChatPlugin {
    private static final int LARGEST_BATCH = 100;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);
    private static final long LARGEST_ANSWER = 1 << 20;

    /** What the configuration may say. */
    public record Settings(
            @Doc("Where events go; https, unless private addresses are allowed")
            URI url,

            @Doc(
                    "What requests are signed with: whsec_ and 24 to 64 random bytes in base64; with several, each request has a"
                            + " signature of each")
            List<Secret> secrets,

            @Doc("structured: the whole event is the body; binary: its data is the body, the rest are headers")
            @Default("structured")
            Mode mode,

            @Doc("Above 1, each request holds a batch of up to so many events; 100 at most") @Default("1")
            int batch,

            @Doc("The types and families of events to send, such as chat.archived or account; empty sends all")
            @Default("[]")
            List<String> events,

            @Doc("For a whole request, up to 2m") @Default("10s")
            Duration timeout,

            @Doc("How much of the answer to a refused request is read, up to 1 MiB") @Default("4 KiB")
            long maxAnswer,

            @Doc("An HTTP proxy that requests go through, such as http://proxy.example.com:3128; none if it is empty")
            @Default("")
            String proxy,

            @Doc(
                    "Whether the address may be one of a private network or of this machine, and a connection to such a one plain http")
            @Default("false")
            boolean allowPrivateAddresses) {

        public Settings {
            Target.check(url, allowPrivateAddresses);
            secrets = List.copyOf(secrets);
            SigningKeys.of(secrets);
            ProxyAddress.of(proxy);
            events = List.copyOf(events);
            Selection.of(events);
            if (batch < 1 || batch > LARGEST_BATCH) {
                throw new IllegalArgumentException("batch is " + batch + "; give it 1 to " + LARGEST_BATCH);
            }
            if (batch > 1 && mode == Mode.BINARY) {
                throw new IllegalArgumentException("batch is " + batch
                        + ", but in mode binary a request holds one event; leave batch at 1 or take mode structured");
            }
            if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                throw new IllegalArgumentException("timeout is " + timeout + "; give it more than 0s and up to 2m");
            }
            if (maxAnswer < 0 || maxAnswer > LARGEST_ANSWER) {
                throw new IllegalArgumentException("max-answer is " + maxAnswer + "; give it up to 1 MiB");
            }
        }

        /** Of the address only the host, for the rest may be a secret. */
        @Override
        public String toString() {
            return "Settings[url=" + url.getHost() + ", mode=" + mode + ", batch=" + batch + ", events=" + events + "]";
        }
    }

    @Override
    public void setup(Setup setup) {
        Settings settings = setup.settings(Settings.class);
        Selection selection = Selection.of(settings.events());
        Receiver receiver = setup.closeAtEnd(new Receiver(settings, userAgent(), setup.clock()));
        Envelope envelope = Envelope.of(settings.mode(), settings.batch());
        Gate gate = new Gate(receiver.host(), setup.clock(), setup.log());
        Outbox outbox = new Outbox(receiver, envelope, settings.batch(), gate);
        setup.beforeAck(outbox::flush);
        setup.on(Event.class)
                .where(selection::includes)
                .handle((event, context) ->
                        outbox.handle(event, context.attempt() > 1 || context.isReplay(), context.isReplay()));
    }

    private static String userAgent() {
        String version = Webhook.class.getPackage().getImplementationVersion();
        return version == null ? "vigia-webhook" : "vigia-webhook/" + version;
    }
}
