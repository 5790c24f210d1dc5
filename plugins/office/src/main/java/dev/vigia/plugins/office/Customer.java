package dev.vigia.plugins.office;

import dev.vigia.api.Chat;
import dev.vigia.api.ChatKind;
import java.util.regex.Pattern;

/** Who an office deals with, and what it calls them. */
public final class Customer {
    private static final int LONGEST_NAME = 60;
    /** Control characters, marks that turn the direction of writing, and letters that show nothing; not what joins an emoji's parts. */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\u115f\\u1160\\u3164\\uffa0&&[^\\u200d]]+");

    private Customer() {}

    /** Whether a chat is with a person, and not spam. Newsletters, broadcast lists, status updates and groups are not. */
    public static boolean is(Chat chat) {
        return chat.kind() == ChatKind.PERSON && !chat.spam();
    }

    /** The same, or a group if those count too. */
    public static boolean is(Chat chat, boolean groups) {
        return is(chat) || (groups && chat.isGroup() && !chat.spam());
    }

    /**
     * The chat's name on one line and not too long, without what is invisible or turns the direction of writing; empty if it has none, or
     * only a number in place of one.
     */
    public static String name(Chat chat) {
        String name = INVISIBLE.matcher(chat.name()).replaceAll(" ").strip();
        if (name.endsWith("@lid") || name.codePoints().noneMatch(Character::isLetter)) {
            return "";
        }
        return name.codePointCount(0, name.length()) <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    /** What a colleague finds the chat by: its name, else its phone, else its id. */
    public static String label(Chat chat) {
        String name = name(chat);
        return name.isEmpty() ? chat.phone().orElse(chat.id()) : name;
    }
}
