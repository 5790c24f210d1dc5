package dev.vigia.agent.simulator;

import java.util.List;

/** A kind of request that the gateway answers. */
public enum Call {
    CHATS("GET"),
    CHAT("GET"),
    STATUS("GET"),
    ME("GET"),
    DEVICE("GET"),
    SEND_TEXT("POST"),
    MODIFY_CHAT("POST"),
    NOTES("POST"),
    /** Whatever the simulator does not know. */
    OTHER("");

    private final String method;

    Call(String method) {
        this.method = method;
    }

    boolean isPost() {
        return method.equals("POST");
    }

    boolean takes(String asked) {
        return this == OTHER || method.equals(asked);
    }

    /** @param path what follows the token */
    static Call of(List<String> path) {
        return switch (path.get(0)) {
            case "chats" -> ofChats(path);
            case "status" -> only(path, STATUS);
            case "me" -> only(path, ME);
            case "device" -> only(path, DEVICE);
            case "send-text" -> only(path, SEND_TEXT);
            case "modify-chat" -> only(path, MODIFY_CHAT);
            default -> OTHER;
        };
    }

    private static Call ofChats(List<String> path) {
        return switch (path.size()) {
            case 1 -> CHATS;
            case 2 -> CHAT;
            case 3 -> path.get(2).equals("notes") ? NOTES : OTHER;
            default -> OTHER;
        };
    }

    private static Call only(List<String> path, Call call) {
        return path.size() == 1 ? call : OTHER;
    }
}
