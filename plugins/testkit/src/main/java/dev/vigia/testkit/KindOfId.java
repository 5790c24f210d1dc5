package dev.vigia.testkit;

import dev.vigia.api.ChatKind;
import java.util.regex.Pattern;

/** The kind of a chat by the form of its id, as the agent tells it of a chat of which the gateway says no more. */
final class KindOfId {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** An old group is its founder's number and the second of its making. */
    private static final Pattern GROUP = Pattern.compile("[0-9]+-[0-9]{10}|.*-group");

    private static final Pattern NUMBERED_CHANNEL = Pattern.compile("120363[0-9]{10,}");

    private KindOfId() {}

    static ChatKind of(String id) {
        if (id.endsWith("@lid")) {
            return ChatKind.PERSON;
        }
        if (DIGITS.matcher(id).matches()) {
            return NUMBERED_CHANNEL.matcher(id).matches() ? ChatKind.NEWSLETTER : ChatKind.PERSON;
        }
        if (GROUP.matcher(id).matches()) {
            return ChatKind.GROUP;
        }
        if (id.equals("status") || id.equals("status@broadcast")) {
            return ChatKind.STATUS;
        }
        if (id.endsWith("-broadcast") || id.endsWith("@broadcast")) {
            return ChatKind.BROADCAST;
        }
        if (id.endsWith("@newsletter")) {
            return ChatKind.NEWSLETTER;
        }
        // The gateway has no ids such as "ana", but tests have.
        return id.contains("@") ? ChatKind.OTHER : ChatKind.PERSON;
    }
}
