package dev.vigia.plugins.digest;

import dev.vigia.plugins.office.Lengths;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What happened to the chats of an account.
 *
 * @param account the account's name
 * @param from since when
 * @param to until when
 * @param tally what happened
 * @param unread how many chats are unread at the end
 * @param longest those of them that have waited longest, in order
 */
record Summary(String account, Instant from, Instant to, Tally tally, int unread, List<Late> longest) {
    /**
     * A chat that waits.
     *
     * @param label what the chat is called
     * @param waited for how long it has waited
     */
    record Late(String label, Duration waited) {}

    /**
     * The summary in words.
     *
     * @param fence what stands around a drawing whose columns must not move
     */
    String text(Wording wording, ZoneId zone, String fence) {
        StringBuilder text = new StringBuilder()
                .append(wording.title + " – " + account + "\n")
                .append(time(from, wording, zone))
                .append(" – ")
                .append(time(to, wording, zone))
                .append("\n\n")
                .append(count(wording.messages, tally.messages()))
                .append(count(wording.added, tally.added()))
                .append(count(wording.read, tally.read()))
                .append(count(wording.spam, tally.spam()))
                .append(count(wording.waiting, unread));
        if (!longest.isEmpty()) {
            text.append('\n').append(wording.longest).append(":\n");
            for (int i = 0; i < longest.size(); i++) {
                Late late = longest.get(i);
                text.append(i + 1)
                        .append(". ")
                        .append(late.label())
                        .append(" – ")
                        .append(Lengths.of(late.waited()))
                        .append('\n');
            }
        }
        if (tally.messages() > 0) {
            String chart = Chart.of(tally.hours());
            text.append('\n').append(wording.perHour).append(":\n");
            text.append(fence).append(chart).append(fence).append('\n');
        }
        return text.toString();
    }

    private static String count(String label, int count) {
        return label + ": " + count + "\n";
    }

    private static String time(Instant at, Wording wording, ZoneId zone) {
        return wording.time.format(at.atZone(zone));
    }
}
