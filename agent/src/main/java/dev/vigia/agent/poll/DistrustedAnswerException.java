package dev.vigia.agent.poll;

/** An answer that is well-formed and yet cannot be the truth. Nothing follows from it but that one must look again. */
final class DistrustedAnswerException extends Exception {
    private DistrustedAnswerException(String message) {
        super(message);
    }

    static DistrustedAnswerException noChats(int known) {
        return new DistrustedAnswerException("the list of chats came empty, although " + known
                + " are known. If this stays, see whether the phone still shows its chats, and ask Z-API.");
    }

    static DistrustedAnswerException noEnd(int read) {
        return new DistrustedAnswerException("the list of chats has no end: " + read
                + " chats were read. If this stays, check base-url, and what stands between here and the gateway.");
    }
}
