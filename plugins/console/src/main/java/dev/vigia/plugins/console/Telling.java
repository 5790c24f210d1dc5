package dev.vigia.plugins.console;

import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountConnected;
import dev.vigia.api.AccountDisconnected;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Action;
import dev.vigia.api.ActionDone;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.ActionFailed;
import dev.vigia.api.ActionInDoubt;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;
import java.time.Duration;

/**
 * An event in plain words.
 *
 * @param tone what it means to the reader
 * @param label what happened
 * @param remark what else is to be known; may be empty. Holds text of strangers, made harmless
 */
record Telling(Tone tone, String label, String remark) {
    private static final int LONGEST_FAILURE = 120;
    private static final int LONGEST_NOTICE = 300;

    static Telling of(Event event, Times times) {
        if (event instanceof ChatEvent chatEvent) {
            return ChatTelling.of(chatEvent, times);
        }
        if (event instanceof ActionEvent actionEvent) {
            return of(actionEvent);
        }
        if (event instanceof PluginNotice told) {
            String what = told.notice().instance() + ": " + told.notice().text();
            return new Telling(Tone.CAUTION, "notice", Safe.text(what, LONGEST_NOTICE));
        }
        if (event instanceof AccountBaselined baselined) {
            return new Telling(Tone.WELL, "watching  " + baselined.chats() + " chats", "");
        }
        if (event instanceof AccountMassChange change) {
            return new Telling(
                    Tone.CAUTION,
                    "much changed alike",
                    Safe.text(change.what(), LONGEST_FAILURE) + " of " + change.chats() + " chats");
        }
        if (event instanceof AccountConnected) {
            return new Telling(Tone.WELL, "phone connected", "");
        }
        if (event instanceof AccountDisconnected) {
            return new Telling(Tone.ALARM, "phone disconnected", "");
        }
        if (event instanceof AccountFailing failing) {
            return new Telling(
                    Tone.ALARM,
                    "cannot be watched",
                    Safe.text(failing.reason() + ": " + failing.detail(), LONGEST_FAILURE));
        }
        if (event instanceof AccountRecovered recovered) {
            Duration failed =
                    Duration.between(recovered.failingSince(), event.meta().time());
            return new Telling(
                    Tone.WELL,
                    "watched again",
                    "after " + Times.length(failed) + ", " + Safe.text(recovered.reason(), LONGEST_FAILURE));
        }
        return unknown(event);
    }

    /** An event of a later version of the API. */
    static Telling unknown(Event event) {
        return new Telling(Tone.PLAIN, Safe.text(event.type(), LONGEST_FAILURE), "");
    }

    private static Telling of(ActionEvent event) {
        Action action = event.action();
        String what = Safe.text(action.kind() + " by " + action.instance(), LONGEST_FAILURE);
        String why = action.failure().map(failure -> ": " + failure).orElse("");
        if (event instanceof ActionDone) {
            return new Telling(Tone.WELL, "action done", what);
        }
        if (event instanceof ActionFailed) {
            return new Telling(Tone.ALARM, "action failed", Safe.text(what + why, LONGEST_FAILURE));
        }
        if (event instanceof ActionInDoubt) {
            return new Telling(Tone.CAUTION, "action in doubt", Safe.text(what + why, LONGEST_FAILURE));
        }
        return unknown(event);
    }
}
