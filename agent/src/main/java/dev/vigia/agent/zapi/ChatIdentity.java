package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader.Token;
import dev.vigia.api.ChatKind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what the gateway calls a chat, and what kind of chat that is. */
final class ChatIdentity {
    private static final int LONGEST = 256;
    private static final int LONGEST_NUMBER = 15;
    private static final String CHANNEL_PREFIX = "120363";

    private ChatIdentity() {}

    /** The id; null if there is none, or if it is none that could be asked for or shown. */
    static @Nullable String read(JsonValues json) throws IOException {
        boolean number = json.peek() == Token.NUMBER;
        String id = json.text();
        if (id == null || !isSendable(id) || (number && !isDigits(id, 0, id.length()))) {
            return null;
        }
        return id;
    }

    /** Whether it can be a part of a URL or a header as it is. */
    static boolean isSendable(String id) {
        int length = id.length();
        if (length == 0 || length > LONGEST || id.equals(".") || id.equals("..")) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    static boolean isLid(@Nullable String id) {
        return id != null && id.endsWith("@lid");
    }

    /**
     * The kind of a chat.
     *
     * @param phone null for a chat that only has a lid; groups never have one
     * @param group what the answer says of it, which counts more than the id's form
     */
    static ChatKind kind(@Nullable String phone, @Nullable Boolean group) {
        if (Boolean.TRUE.equals(group)) {
            return ChatKind.GROUP;
        }
        if (phone == null) {
            return ChatKind.PERSON;
        }
        if (isDigits(phone, 0, phone.length())) {
            boolean channel = phone.length() > LONGEST_NUMBER && phone.startsWith(CHANNEL_PREFIX);
            return channel ? ChatKind.NEWSLETTER : ChatKind.PERSON;
        }
        if (group == null && hasFormOfGroup(phone)) {
            return ChatKind.GROUP;
        }
        if (phone.equals("status") || phone.equals("status@broadcast")) {
            return ChatKind.STATUS;
        }
        if (phone.endsWith("-broadcast") || phone.endsWith("@broadcast")) {
            return ChatKind.BROADCAST;
        }
        return phone.endsWith("@newsletter") ? ChatKind.NEWSLETTER : ChatKind.OTHER;
    }

    private static boolean hasFormOfGroup(String phone) {
        // An old group is its founder's number and the second of its making.
        int dash = phone.length() - 11;
        boolean old = dash > 0
                && phone.charAt(dash) == '-'
                && isDigits(phone, 0, dash)
                && isDigits(phone, dash + 1, phone.length());
        return old || phone.endsWith("-group");
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
