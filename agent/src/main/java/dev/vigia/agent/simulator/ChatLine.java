package dev.vigia.agent.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells a person of a chat in one line. */
final class ChatLine {
    private ChatLine() {}

    static String of(SimulatedChat chat) {
        String unread = chat.unread() < 0 ? "marked unread" : chat.unread() + " unread";
        String flags = chat.flags().stream()
                .map(flag -> ", " + flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        String end = chat.muteEndTime() > 0 ? ", mute ends " + Instant.ofEpochMilli(chat.muteEndTime()) : "";
        return chat.phone() + " " + chat.name() + ": " + unread + flags + end;
    }

    static String of(List<SimulatedChat> chats) {
        return chats.isEmpty() ? "no chats" : chats.stream().map(ChatLine::of).collect(Collectors.joining("\n"));
    }
}
