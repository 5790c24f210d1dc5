package dev.vigia.plugins.digest;

import static java.util.Comparator.comparing;

import dev.vigia.api.Context;
import dev.vigia.api.State;
import dev.vigia.plugins.digest.Digest.Settings;
import dev.vigia.plugins.digest.Summary.Late;
import dev.vigia.plugins.office.Customer;
import dev.vigia.plugins.office.Lengths;
import dev.vigia.plugins.office.Phone;
import dev.vigia.plugins.office.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks every minute whether an account's digest is due, and makes it. */
final class Rounds {
    private static final String DONE = "done";
    private static final String FROM = "from";
    /** How late a digest may be; who expects it at six has gone home by then. */
    private static final Duration LATEST = Duration.ofHours(1);
    /** WhatsApp's mark for text of fixed width. */
    private static final String FIXED_WIDTH = "```";

    private final Settings settings;
    private final Schedule schedule;
    private final Optional<DigestFile> file;

    Rounds(Settings settings, Optional<DigestFile> file) {
        this.settings = settings;
        this.schedule = settings.schedule();
        this.file = file;
    }

    void make(Context context) throws IOException {
        State state = context.state();
        Optional<Instant> done = state.get(DONE).map(Instant::parse);
        if (done.isEmpty()) {
            state.put(DONE, context.now().toString());
            state.put(FROM, context.now().toString());
            return;
        }
        Instant due = schedule.latest(context.now());
        if (!due.isAfter(done.get())) {
            return;
        }
        state.put(DONE, due.toString());
        Duration late = Duration.between(due, context.now());
        if (late.compareTo(LATEST) > 0) {
            context.log()
                    .warn(
                            "The digest of {} that was due {} ago is left out; the next one covers its time too",
                            context.account(),
                            Lengths.of(late));
            return;
        }
        hand(summary(context), context);
        state.put(FROM, context.now().toString());
    }

    private Summary summary(Context context) {
        List<Late> waiting = context.chats().stream()
                .filter(chat -> chat.unread() > 0 && settings.counts(chat))
                .map(chat ->
                        new Late(Customer.label(chat), Duration.between(Waiting.since(chat, context), context.now())))
                .sorted(comparing(Late::waited).reversed())
                .toList();
        return new Summary(
                context.account(),
                context.state().get(FROM).map(Instant::parse).orElse(context.now()),
                context.now(),
                Tallies.take(context.state()),
                waiting.size(),
                waiting.stream().limit(settings.longest()).toList());
    }

    private void hand(Summary summary, Context context) throws IOException {
        boolean written = write(summary, context);
        settings.to()
                .ifPresent(to -> context.actions()
                        .sendText(to, summary.text(settings.language(), settings.zone(), FIXED_WIDTH)));
        context.log()
                .info(
                        "Digest of {} made, with {} message(s){}{}",
                        context.account(),
                        summary.tally().messages(),
                        settings.to().map(to -> ", for " + Phone.masked(to)).orElse(""),
                        settings.file()
                                .filter(path -> written)
                                .map(path -> ", in " + path)
                                .orElse(""));
    }

    /** Returns whether the digest is in the file. One that is also sent should not be kept from its reader by a full disk. */
    private boolean write(Summary summary, Context context) throws IOException {
        if (file.isEmpty()) {
            return false;
        }
        try {
            file.get().append(summary.text(settings.language(), settings.zone(), ""));
            return true;
        } catch (IOException e) {
            if (settings.to().isEmpty()) {
                throw e;
            }
            context.log()
                    .warn(
                            "The digest of {} could not be written to {} and is only sent: {}",
                            context.account(),
                            settings.file().orElseThrow(),
                            e.toString());
            return false;
        }
    }
}
