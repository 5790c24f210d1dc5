package dev.vigia.agent.cli;

import dev.vigia.agent.store.EventHistory;
import dev.vigia.agent.store.EventHistory.Asked;
import dev.vigia.agent.store.EventHistory.AtInstance;
import dev.vigia.agent.store.EventHistory.Held;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of an event, for somebody who was woken by it, and for programs. */
final class HistoryText {
    private HistoryText() {}

    /** The state of an event at an instance, in one word for programs. */
    private static String state(EventHistory history, AtInstance at, Set<String> configured) {
        if (!configured.contains(at.instance()) && at.dead() == null && at.outcome() == null) {
            return "gone";
        }
        if (at.replay() != null) {
            return "replay";
        }
        if (at.dead() != null) {
            return "dead";
        }
        if (at.held() != null) {
            return "held-back";
        }
        if (!at.postponed().isEmpty()) {
            return "postponed";
        }
        if (at.outcome() != null) {
            return "done";
        }
        return history.event().sequence() > at.cursor() ? "waiting" : "no-route";
    }

    /** @param configured the plugin instances that get the account's events; nothing comes of the others any more */
    static List<String> lines(EventHistory history, Set<String> configured, boolean agentRuns, Instant now) {
        List<String> lines = new ArrayList<>();
        if (history.instances().isEmpty()) {
            lines.add("No plugin instance has ever been at work on this account");
        }
        for (AtInstance at : shown(history, configured)) {
            String instance = Printable.text(at.instance()) + ": ";
            for (String each : of(history, at, state(history, at, configured), agentRuns, now)) {
                lines.add(instance + each);
            }
            if (!configured.contains(at.instance())) {
                lines.add(instance + "is not in the configuration any more");
            }
        }
        for (Asked action : history.actions()) {
            lines.add("asked for by " + Printable.text(action.instance()) + ": " + words(action, now));
        }
        return lines;
    }

    /** Leaves out what instances that are gone never came to. */
    private static List<AtInstance> shown(EventHistory history, Set<String> configured) {
        return history.instances().stream()
                .filter(at -> configured.contains(at.instance()) || at.hasPast())
                .map(at -> configured.contains(at.instance()) ? at : at.past())
                .toList();
    }

    private static List<String> of(EventHistory history, AtInstance at, String state, boolean agentRuns, Instant now) {
        List<String> lines = new ArrayList<>();
        at.failures()
                .forEach(failure -> lines.add("attempt " + failure.number() + " failed on " + Local.time(failure.at())
                        + ": " + Printable.text(failure.failure())));
        if (at.outcome() != null) {
            lines.add(Printable.text(at.outcome().words()) + " ("
                    + Local.time(at.outcome().at()) + ")");
        }
        at.postponed()
                .forEach(each -> lines.add("the route " + Printable.text(each.route())
                        + " waits until the chat is quiet, and gets it " + Local.due(each.due(), now)));
        if (at.held() != null) {
            lines.add(words(at.held(), history.event().sequence(), now));
        }
        if (at.dead() != null) {
            lines.add((at.dead().attempts() == 0
                            ? "never delivered, found on "
                            : "given up after " + at.dead().attempts() + " attempts on ")
                    + Local.time(at.dead().at())
                    + "; it is a dead letter now: vigia dead retry --instance "
                    + Printable.text(at.instance()) + " --account "
                    + Printable.text(history.event().account()) + " --event "
                    + history.event().sequence());
        }
        if (at.replay() != null) {
            lines.add("to be delivered once more, as you asked, "
                    + (agentRuns ? Local.due(at.replay().due(), now) : "when the agent runs")
                    + (at.replay().attempts() > 0 ? "; " + at.replay().attempts() + " attempts failed" : ""));
        }
        if (state.equals("waiting")) {
            lines.add("not delivered yet: it is done with the events up to number " + at.cursor()
                    + (agentRuns ? ", and comes to this one" : ", and the agent is not running"));
        }
        if (lines.isEmpty()) {
            lines.add("has no route for it, or was not there yet when it happened");
        }
        return lines;
    }

    private static String words(Held held, long sequence, Instant now) {
        if (held.attempts() == 0) {
            return "waits for its turn behind earlier events of the chat, which had failed";
        }
        String next = held.attempts() + (held.attempts() == 1 ? " attempt" : " attempts")
                + " failed so far; the next is due " + Local.due(held.due(), now);
        return held.by() == sequence
                ? "waits, because " + next
                : "waits behind event " + held.by() + " of the chat, at which " + next;
    }

    private static String words(Asked action, Instant now) {
        String state = switch (action.state()) {
            case "ready" -> "to be sent, " + Local.due(action.due(), now);
            case "sending" -> "being sent";
            case "done" -> "done";
            case "failed" -> "failed";
            case "in-doubt" -> "in doubt: it may have been sent or not, so it is not sent again";
            default -> Printable.text(action.state());
        };
        return Printable.text(action.kind()) + ", " + state
                + (action.failure() == null ? "" : ": " + Printable.text(action.failure()))
                + (action.messageId() == null ? "" : " (message " + Printable.text(action.messageId()) + ")");
    }

    static Json json(EventHistory history, Set<String> configured) {
        return new Json()
                .put("account", history.event().account())
                .put("sequence", history.event().sequence())
                .put(
                        "instances",
                        shown(history, configured).stream()
                                .map(at -> json(at, state(history, at, configured)))
                                .toList())
                .put(
                        "actions",
                        history.actions().stream().map(HistoryText::json).toList())
                .raw("event", EventLine.json(history.event()));
    }

    private static Json json(AtInstance at, String state) {
        return new Json()
                .put("instance", at.instance())
                .put("state", state)
                .put("outcome", at.outcome() == null ? null : at.outcome().words())
                .put("at", at.outcome() == null ? null : at.outcome().at())
                .put("due", due(at))
                .put(
                        "failures",
                        at.failures().stream()
                                .map(failure -> new Json()
                                        .put("attempt", failure.number())
                                        .put("at", failure.at())
                                        .put("failure", failure.failure()))
                                .toList());
    }

    /** When something is done about it next; null if nothing is, or if nobody knows. */
    private static @Nullable Instant due(AtInstance at) {
        if (at.replay() != null) {
            return at.replay().due();
        }
        if (at.held() != null) {
            return at.held().attempts() == 0 ? null : at.held().due();
        }
        return at.postponed().isEmpty() ? null : at.postponed().get(0).due();
    }

    private static Json json(Asked action) {
        return new Json()
                .put("instance", action.instance())
                .put("kind", action.kind())
                .put("state", action.state())
                .put("failure", action.failure())
                .put("messageId", action.messageId());
    }
}
