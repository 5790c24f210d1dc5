package dev.vigia.agent.zapi;

/** A page as it came: still compressed and not looked into. */
final class EncodedPage implements ChatsPage {
    private final Question question;
    private final Answer answer;
    private final Fingerprint fingerprint;

    EncodedPage(Question question, Answer answer) {
        this.question = question;
        this.answer = answer;
        this.fingerprint = Fingerprint.of(answer.body());
    }

    @Override
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public DecodedPage decode() throws ZApiException {
        return answer.read(question, json -> new ChatListReader(json, question, answer.status()).read());
    }

    @Override
    public String toString() {
        return question + " (" + answer.body().length + " bytes)";
    }
}
