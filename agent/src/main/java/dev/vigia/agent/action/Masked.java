package dev.vigia.agent.action;

/** Chats as a log names them, which is no place for whole phone numbers. */
final class Masked {
    private static final int SHOWN = 4;

    private Masked() {}

    /** The end of the number or name that a chat's id begins with. */
    static String chat(String id) {
        int at = id.indexOf('@');
        String name = at > 0 ? id.substring(0, at) : id;
        name = name.endsWith("-group") ? name.substring(0, name.length() - "-group".length()) : name;
        return "…" + name.substring(Math.max(0, name.length() - SHOWN));
    }
}
