package dev.vigia.plugins.webhook;

import dev.vigia.api.ChatPlugin;
import dev.vigia.api.Default;
import dev.vigia.api.Event;
import dev.vigia.api.Plugin;
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

    /**
     * What the configuration may say.
     *
     * @param url where the events go
     * @param secrets what requests are signed with, {@code whsec_…}; with several, each request has several signatures
     * @param mode how an event is put into a request
     * @param batch how many events a request may hold; above 1, every request holds a batch
     * @param events the types and families of events to send; all if empty
     * @param timeout for a whole request, from the name's resolution to the answer
     * @param maxAnswer how many bytes of an answer are read
     * @param allowPrivateAddresses whether the address may be one of a private network, and the connection unencrypted
     */
    public record Settings(
            URI url,
            List<String> secrets,
            @Default("structured") Mode mode,
            @Default("1") int batch,
            @Default("[]") List<String> events,
            @Default("10s") Duration timeout,
            @Default("4 KiB") long maxAnswer,
            @Default("false") boolean allowPrivateAddresses) {

        public Settings {
            Target.check(url, allowPrivateAddresses);
            secrets = List.copyOf(secrets);
            SigningKeys.of(secrets);
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

        /** Without the secrets, and of the address only the host, for the rest may be one. */
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
