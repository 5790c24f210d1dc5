package dev.vigia.calls;

import static java.util.Objects.requireNonNull;

import dev.vigia.api.ActionOptions;
import dev.vigia.api.Actions;
import dev.vigia.api.Chat;
import java.time.Instant;
import java.util.UUID;

/** Takes what one call wants to have done on WhatsApp. */
final class CallActions implements Actions {
    private final Call call;
    private final Instant now;
    private final EffectsDraft effects;

    CallActions(Call call, Instant now, EffectsDraft effects) {
        this.call = call;
        this.now = now;
        this.effects = effects;
    }

    @Override
    public String sendText(Chat chat, String text, ActionOptions options) {
        return request("send-text", chat.id(), target(chat), Texts.notEmpty(text, "text to send"), options);
    }

    @Override
    public String sendText(String phone, String text, ActionOptions options) {
        String target = checked(Texts.notEmpty(phone, "phone to send a text to"));
        return request("send-text", target, target, Texts.notEmpty(text, "text to send"), options);
    }

    @Override
    public String markRead(Chat chat) {
        return request("mark-read", chat);
    }

    @Override
    public String markUnread(Chat chat) {
        return request("mark-unread", chat);
    }

    @Override
    public String mute(Chat chat) {
        return request("mute", chat);
    }

    @Override
    public String unmute(Chat chat) {
        return request("unmute", chat);
    }

    @Override
    public String archive(Chat chat) {
        return request("archive", chat);
    }

    @Override
    public String unarchive(Chat chat) {
        return request("unarchive", chat);
    }

    @Override
    public String pin(Chat chat) {
        return request("pin", chat);
    }

    @Override
    public String unpin(Chat chat) {
        return request("unpin", chat);
    }

    @Override
    public String addNote(Chat chat, String text) {
        return request(
                "add-note", chat.id(), target(chat), Texts.notEmpty(text, "text of a note"), ActionOptions.usual());
    }

    private String request(String kind, Chat chat) {
        return request(kind, chat.id(), target(chat), "", ActionOptions.usual());
    }

    private String request(String kind, String chat, String target, String text, ActionOptions options) {
        call.checkMayAct("actions()");
        requireNonNull(options, "the options are null; leave them out for the usual ones");
        String id = UUID.randomUUID().toString();
        effects.request(new ActionRequest(
                id,
                call.nextActionKey(),
                chat,
                target,
                kind,
                text,
                (int) options.delay().toSeconds(),
                (int) options.typingTime().toSeconds(),
                options.isResent(),
                now.plus(options.timeToSend())));
        return id;
    }

    /** The phone rather than the lid, for it is what the gateway's documents speak of. */
    private static String target(Chat chat) {
        return checked(chat.phone().or(chat::lid).orElse(chat.id()));
    }

    private static String checked(String target) {
        if (!target.matches("[0-9A-Za-z@._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "\"" + target + "\" is no phone: digits with the country code, a lid, or the id of a group");
        }
        return target;
    }
}
