package dev.vigia.agent.chat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which chat a lid belongs to, and which chats a phone belongs to: usually one, but the gateway has been seen to tell of two. */
final class Aliases {
    private final Map<String, String> idByLid;
    private final Map<String, Set<String>> idsByPhone;

    Aliases() {
        this(new HashMap<>(), new HashMap<>());
    }

    private Aliases(Map<String, String> idByLid, Map<String, Set<String>> idsByPhone) {
        this.idByLid = idByLid;
        this.idsByPhone = idsByPhone;
    }

    Aliases copy() {
        return new Aliases(new HashMap<>(idByLid), new HashMap<>(idsByPhone));
    }

    void add(ChatState chat) {
        if (chat.lid() != null) {
            idByLid.put(chat.lid(), chat.id());
        }
        if (chat.phone() != null && !withPhone(chat.phone()).contains(chat.id())) {
            Set<String> ids = new LinkedHashSet<>(withPhone(chat.phone()));
            ids.add(chat.id());
            idsByPhone.put(chat.phone(), Set.copyOf(ids));
        }
    }

    @Nullable
    String withLid(String lid) {
        return idByLid.get(lid);
    }

    Set<String> withPhone(String phone) {
        return idsByPhone.getOrDefault(phone, Set.of());
    }
}
