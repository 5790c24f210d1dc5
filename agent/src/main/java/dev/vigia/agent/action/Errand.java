package dev.vigia.agent.action;

import dev.vigia.agent.store.ClaimedAction;
import dev.vigia.agent.zapi.AccountApi;
import dev.vigia.agent.zapi.Fate;
import dev.vigia.agent.zapi.Modification;

/** Does at the gateway what an action asks for. */
final class Errand {
    private Errand() {}

    /** Calls the gateway once. */
    static Fate run(ClaimedAction action, AccountApi api) {
        String target = action.target();
        return switch (action.kind()) {
            case "send-text" -> api.sendText(target, action.text(), action.delaySeconds(), action.typingSeconds());
            case "mark-read" -> api.modify(target, Modification.READ);
            case "mark-unread" -> api.modify(target, Modification.UNREAD);
            case "mute" -> api.modify(target, Modification.MUTE);
            case "unmute" -> api.modify(target, Modification.UNMUTE);
            case "archive" -> api.modify(target, Modification.ARCHIVE);
            case "unarchive" -> api.modify(target, Modification.UNARCHIVE);
            case "pin" -> api.modify(target, Modification.PIN);
            case "unpin" -> api.modify(target, Modification.UNPIN);
            case "add-note" -> api.writeNote(target, action.text());
            default ->
                new Fate.Refused("this version of the agent does not know how to " + action.kind()
                        + "; it was asked for by another version");
        };
    }
}
