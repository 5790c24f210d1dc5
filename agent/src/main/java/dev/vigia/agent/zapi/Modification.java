package dev.vigia.agent.zapi;

import java.util.Locale;

/** What can be changed about a chat. */
public enum Modification {
    READ,
    UNREAD,
    ARCHIVE,
    UNARCHIVE,
    PIN,
    UNPIN,
    MUTE,
    UNMUTE;

    /** What the gateway calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
