package dev.vigia.agent.cli;

import dev.vigia.agent.store.KeptEvent;
import dev.vigia.api.AccountBaselined;
import dev.vigia.api.AccountFailing;
import dev.vigia.api.AccountMassChange;
import dev.vigia.api.AccountRecovered;
import dev.vigia.api.Action;
import dev.vigia.api.ActionEvent;
import dev.vigia.api.Chat;
import dev.vigia.api.ChatEvent;
import dev.vigia.api.ChatRead;
import dev.vigia.api.Event;
import dev.vigia.api.Muted;
import dev.vigia.api.NewUnread;
import dev.vigia.api.PluginNotice;
import dev.vigia.api.Renamed;

/** An event as a line in columns: time, account, number, type, chat, phone, remark. The number and the type are what other commands take. */
final class EventLine {
    private static final int WIDEST_NAME = 40;
    private static final int WIDEST_REMARK = 120;

    private EventLine() {}

    static String of(KeptEvent event) {
        String subject = event.event().map(EventLine::subject).orElse("");
        String remark =
                event.event().map(EventLine::remark).or(event::unreadable).orElse("");
        return "%s  %-10s  %7d  %-20s  %s  %s"
                .formatted(
                        Local.time(event.at()),
                        Printable.text(event.account()),
                        event.sequence(),
                        Printable.text(event.type()),
                        remark.isEmpty() ? subject : padded(subject),
                        Printable.text(remark, WIDEST_REMARK))
                .stripTrailing();
    }

    /** The event as JSON; of one that is damaged, what is known of it. */
    static String json(KeptEvent event) {
        return event.damage() == null
                ? event.json()
                : new Json()
                        .put("account", event.account())
                        .put("sequence", event.sequence())
                        .put("unreadable", event.damage())
                        .toString();
    }

    private static String subject(Event event) {
        if (event instanceof ChatEvent chatEvent) {
            return subject(chatEvent.latest());
        }
        if (event instanceof PluginNotice told) {
            return told.notice().chat().map(EventLine::subject).orElse("");
        }
        return event instanceof ActionEvent actionEvent
                ? Printable.text(actionEvent.action().chatId(), WIDEST_NAME)
                : "";
    }

    private static String subject(Chat chat) {
        String number = Printable.text(chat.phone().or(chat::lid).orElse(chat.id()), WIDEST_NAME);
        String name = Printable.text(chat.name(), WIDEST_NAME);
        // The phone shows the number of somebody who has no name.
        return name.isEmpty() || name.equals(number) ? number : name + "  " + number;
    }

    private static String remark(Event event) {
        if (event instanceof NewUnread unread) {
            return unread.before().unread() + " → " + unread.chat().unread() + " unread";
        }
        if (event instanceof ChatRead read
                && read.before().unread() != read.chat().unread()) {
            return read.before().unread() + " → " + read.chat().unread() + " unread";
        }
        if (event instanceof Renamed renamed) {
            return "was \"" + renamed.before().name() + '"';
        }
        if (event instanceof Muted muted) {
            return muted.chat()
                    .mutedUntil()
                    .map(until -> until.equals(Chat.FOREVER) ? "for ever" : "until " + Local.time(until))
                    .orElse("");
        }
        if (event instanceof ActionEvent actionEvent) {
            Action action = actionEvent.action();
            return action.kind() + " by " + action.instance()
                    + action.failure().map(failure -> ": " + failure).orElse("");
        }
        if (event instanceof PluginNotice told) {
            return told.notice().instance() + ": " + told.notice().text();
        }
        return ofAccount(event);
    }

    private static String ofAccount(Event event) {
        if (event instanceof AccountBaselined baselined) {
            return baselined.chats() + (baselined.chats() == 1 ? " chat" : " chats");
        }
        if (event instanceof AccountMassChange change) {
            return change.what() + " of " + change.chats() + " chats";
        }
        if (event instanceof AccountFailing failing) {
            return failing.reason() + ": " + failing.detail();
        }
        return event instanceof AccountRecovered recovered ? "after " + recovered.reason() : "";
    }

    private static String padded(String subject) {
        return subject + " ".repeat(Math.max(0, WIDEST_NAME - subject.codePointCount(0, subject.length())));
    }
}
