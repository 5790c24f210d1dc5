package dev.vigia.agent.poll;

import dev.vigia.agent.zapi.ChatList;
import dev.vigia.agent.zapi.ChatsPage;
import dev.vigia.agent.zapi.DecodedPage;
import dev.vigia.agent.zapi.Fingerprint;
import dev.vigia.agent.zapi.ZApiException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The first page of the list, and the memory of it: a page that is, byte for byte, the one that was handled last is not looked into. */
final class TopPage {
    private final ChatList list;
    private @Nullable Fingerprint handled;
    private @Nullable Fingerprint latest;

    TopPage(ChatList list) {
        this.list = list;
    }

    /** The page; nothing, if it is the one that was handled last. */
    Optional<DecodedPage> read(int size) throws ZApiException {
        latest = null;
        ChatsPage answer = list.chats(1, size);
        if (answer.fingerprint().equals(handled)) {
            latest = handled;
            return Optional.empty();
        }
        DecodedPage page = answer.decode();
        latest = answer.fingerprint();
        return Optional.of(page);
    }

    /** What the page that was read last showed is in the snapshot now. */
    void handled() {
        handled = latest;
    }

    /** The snapshot comes from elsewhere: the same page may be news. */
    void forget() {
        handled = null;
        latest = null;
    }
}
