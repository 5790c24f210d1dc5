package dev.vigia.agent.zapi;

/**
 * One page of the list of chats, as it came: still compressed and not looked into, so that a page that did not change costs a checksum
 * and nothing else. It may turn out not to be a page at all when it is decoded.
 */
public final class ChatsPage {
    private final Question question;
    private final Answer answer;
    private final Fingerprint fingerprint;

    ChatsPage(Question question, Answer answer) {
        this.question = question;
        this.answer = answer;
        this.fingerprint = Fingerprint.of(answer.body());
    }

    /** Of the bytes as they came. Worth remembering only after {@link #decode()} succeeded. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Inflates and reads the page. Either all of it is sound, or this fails. */
    public DecodedPage decode() throws ZApiException {
        return answer.read(question, json -> new ChatListReader(json, question, answer.status()).read());
    }

    @Override
    public String toString() {
        return question + " (" + answer.body().length + " bytes)";
    }
}
