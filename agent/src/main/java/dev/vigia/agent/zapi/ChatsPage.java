package dev.vigia.agent.zapi;

/**
 * One page of the list of chats, not looked into yet, so that a page that did not change costs a checksum and nothing else. It may turn out
 * not to be a page at all when it is decoded.
 */
public interface ChatsPage {
    /** Of the bytes as they came. Worth remembering only after {@link #decode()} succeeded. */
    Fingerprint fingerprint();

    /** Inflates and reads the page. Either all of it is sound, or this fails. */
    DecodedPage decode() throws ZApiException;
}
