package dev.vigia.agent.zapi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a chat's name, if it is one: where it knows none, the gateway puts a number or a lid in its place. */
final class ChatName {
    private ChatName() {}

    static @Nullable String read(JsonValues json) throws IOException {
        String name = json.text();
        return name == null || name.isBlank() || name.endsWith("@lid") || isNumber(name) ? null : name;
    }

    private static boolean isNumber(String name) {
        boolean digits = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = true;
            } else if (!isPunctuation(c)) {
                return false;
            }
        }
        return digits;
    }

    // WhatsApp writes numbers with hyphens and blanks that do not break, between marks for the direction of writing.
    private static boolean isPunctuation(char c) {
        return switch (c) {
            case ' ', '+', '-', '(', ')' -> true;
            default -> c > '~' && isTypography(Character.getType(c));
        };
    }

    private static boolean isTypography(int type) {
        return type == Character.SPACE_SEPARATOR || type == Character.DASH_PUNCTUATION || type == Character.FORMAT;
    }
}
