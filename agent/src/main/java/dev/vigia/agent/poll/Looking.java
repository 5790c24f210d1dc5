package dev.vigia.agent.poll;

import dev.vigia.agent.chat.ChatState;
import dev.vigia.agent.chat.Look;
import dev.vigia.agent.chat.Snapshot;
import dev.vigia.agent.pace.Due;
import dev.vigia.agent.store.AccountState;
import dev.vigia.agent.sweep.Assumptions;
import dev.vigia.agent.sweep.EndlessListException;
import dev.vigia.agent.sweep.Flapping;
import dev.vigia.agent.sweep.HeadReading;
import dev.vigia.agent.sweep.Pages;
import dev.vigia.agent.sweep.Reading;
import dev.vigia.agent.sweep.Settling;
import dev.vigia.agent.sweep.Suspects;
import dev.vigia.agent.sweep.Sweep;
import dev.vigia.agent.zapi.ChatList;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.ZApiException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an account's list, each time in the way that is worth it: all of it in one answer, its top and a part of the rest, or a sweep.
 * Keeps what must be remembered from one look to the next.
 */
final class Looking {
    private static final int MOST_READINGS_FOR_A_BASELINE = 5;

    private final ChatList list;
    private final PollLog log;
    private final TopPage topPage;
    private final Assumptions assumptions;
    private final HeadReading head;
    private final Sweep sweep;
    private final Due sweepDue;
    private final Due confirmationDue;
    private final Settling settling;
    private final Suspects suspects;
    private final Flapping flapping;
    private final EmptyLists emptyLists;
    private @Nullable Reading reading;
    private boolean readWhole;
    private volatile Sight sight = Sight.NONE;

    Looking(ChatList list, PollSettings settings, PollLog log, LongSupplier nanoTime) {
        this.list = list;
        this.log = log;
        this.topPage = new TopPage(list);
        this.assumptions = new Assumptions(settings.pageSize());
        Pages pages = (page, size) -> list.chats(page, size).decode();
        this.head = new HeadReading(pages, assumptions);
        this.sweep = new Sweep(pages, assumptions);
        this.sweepDue = new Due(settings.sweepEvery(), nanoTime);
        this.confirmationDue = new Due(settings.removal().minGap(), nanoTime);
        this.settling = new Settling();
        this.suspects = new Suspects(settings.removal(), nanoTime);
        this.flapping = new Flapping(nanoTime);
        this.emptyLists = new EmptyLists(nanoTime);
    }

    /**
     * Looks at the list once.
     *
     * @param briefly leave out what can wait, because this poll has asked something else already
     */
    Look look(AccountState known, Instant at, boolean briefly) throws ZApiException, DistrustedAnswerException {
        Look look = new Look(known.snapshot(), at);
        reading = null;
        readWhole = assumptions.fitsOnePage(known.snapshot().size());
        if (sweepIsDue() || !seesEnough(known.snapshot(), look, briefly)) {
            sweep(known, look);
        }
        return look;
    }

    /** Whether the look was a sweep, whose conclusions reach further. */
    boolean swept() {
        return reading != null;
    }

    /** Whether what the look brought is only true if the phone was connected all the time. */
    boolean reliesOnTheConnection(Look look) {
        return swept() || (readWhole && look.showsNews());
    }

    /** Concludes from a look what may be concluded, the phone having been connected all the time. */
    void conclude(Look look, Snapshot known) {
        look.chats().forEach(suspects::seen);
        if (reading != null) {
            settling.sweepSaw(look.chats().size());
            if (settling.isOver()) {
                suspects.after(reading, look.absent(), this::lookUp).forEach(look::gone);
            }
            confirmationDue.done();
            sweepDue.done();
        }
        flapping.withholdUnconfirmed(look, known);
        tell();
    }

    /**
     * What was seen is in the store.
     *
     * @param quiet whether it was all known before; only then is it certain that the top page shows what is known
     */
    void stored(boolean quiet) {
        if (quiet && reading == null && !flapping.isOn()) {
            topPage.handled();
        } else {
            topPage.forget();
        }
    }

    /** What was seen may not be in the store. */
    void forget() {
        topPage.forget();
    }

    /** Reads all pages at the next look. */
    void sweepNext() {
        sweepDue.now();
        topPage.forget();
    }

    /** Another connection, or another phone: its list may fill by and by, and what was missing before proves nothing. */
    void beginAnew() {
        settling.begin();
        suspects.clear();
        sweepNext();
    }

    /** How the account is seen. Any thread may ask what this returned last. */
    Sight sight() {
        return sight;
    }

    private boolean sweepIsDue() {
        boolean confirmation = suspects.number() > 0 && confirmationDue.isDue() && sight.isCertain();
        return sweepDue.isDue() || confirmation || !settling.isOver();
    }

    private boolean seesEnough(Snapshot known, Look look, boolean briefly) throws ZApiException {
        boolean orderWasKnown = assumptions.hold();
        Optional<DecodedPage> top = topPage.read(readWhole ? assumptions.pageSize() : head.topSize());
        if (top.isPresent() && top.get().chats().isEmpty() && known.size() > 0) {
            return false;
        }
        if (readWhole) {
            return top.isEmpty() || head.readAll(top.get(), look) || !orderWasKnown;
        }
        boolean enough = top.isEmpty() || head.read(top.get(), look, known);
        if (enough && !briefly) {
            head.readDeeper(look, known);
        }
        return enough && assumptions.hold() == sight.orderIsKnown();
    }

    private void sweep(AccountState known, Look look) throws ZApiException, DistrustedAnswerException {
        try {
            reading = known.baselined() ? sweep.read(look, known.snapshot().size(), seen -> {}) : readForBaseline(look);
        } catch (EndlessListException e) {
            throw DistrustedAnswerException.noEnd(e.chats());
        }
        if (!look.chats().isEmpty() || known.snapshot().size() == 0) {
            emptyLists.end();
        } else if (!emptyLists.isBelievedAgain()) {
            throw DistrustedAnswerException.noChats(known.snapshot().size());
        }
    }

    /** A chat that the baseline leaves out would seem new later: all is read again until it is certain, or shows no more. */
    private Reading readForBaseline(Look look) throws ZApiException, EndlessListException {
        Reading latest;
        int readings = 0;
        int seenBefore;
        do {
            seenBefore = look.chats().size();
            latest = sweep.read(look, seenBefore, log::baselineProgress);
        } while (!latest.isCertified()
                && look.chats().size() > seenBefore
                && ++readings < MOST_READINGS_FOR_A_BASELINE);
        return latest;
    }

    private Suspects.Answer lookUp(ChatState chat) {
        String name = chat.lid() != null ? chat.lid() : chat.phone();
        try {
            boolean there = name != null
                    && list.chat(name)
                            .filter(seen -> name.equals(seen.lid()) || name.equals(seen.phone()))
                            .isPresent();
            return there ? Suspects.Answer.THERE : Suspects.Answer.NOT_THERE;
        } catch (ZApiException e) {
            return Suspects.Answer.UNCLEAR;
        }
    }

    private void tell() {
        Reading latest = reading;
        Sight now = latest == null
                ? sight.with(flapping.isOn(), suspects.number())
                : new Sight(latest, flapping.isOn(), suspects.number());
        log.sight(sight, now);
        sight = now;
    }
}
