package dev.vigia.testkit;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.ActionEvent;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.Event;
import dev.vigia.api.PluginNotice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The names and words that the agent makes of things. */
final class Texts {
    private static final int CAUSES = 4;

    private Texts() {}

    static String notEmpty(@Nullable String text, String what) {
        requireNonNull(text, "the " + what + " is null");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        return text;
    }

    /** The id of the chat that an event is about; {@code ""} if it is about the account as a whole. */
    static String chatOf(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            return chatEvent.latest().id();
        }
        if (event instanceof PluginNotice told) {
            return told.notice().chat().map(Chat::id).orElse("");
        }
        return event instanceof ActionEvent actionEvent ? actionEvent.action().chatId() : "";
    }

    /** What a route is called that its plugin did not name. */
    static String nameOf(Class<?> eventType) {
        try {
            return String.valueOf(eventType.getField("TYPE").get(null));
        } catch (ReflectiveOperationException e) {
            return eventType
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** One short key of several texts: the same for the same texts, different for others. */
    static String key(String... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0xff);
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What was thrown, and why: classes and messages on one line. */
    static String failure(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Throwable link = thrown;
        for (int i = 0; link != null && i < CAUSES; i++) {
            text.append(i == 0 ? "" : "; caused by ").append(link.getClass().getName());
            if (link.getMessage() != null && !link.getMessage().isBlank()) {
                text.append(": ").append(oneLine(link.getMessage()));
            }
            link = link.getCause();
        }
        return text.toString();
    }

    /** The message of what a plugin threw to say what it wants. */
    static String reason(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? "(it does not say why)" : oneLine(message);
    }

    private static String oneLine(String text) {
        return text.strip().replace("\n", "\\n").replace("\r", "\\u000d");
    }
}
