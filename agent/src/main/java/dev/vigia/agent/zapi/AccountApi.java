package dev.vigia.agent.zapi;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonReader.Token;
import dev.vigia.agent.account.Account;
import dev.vigia.agent.chat.ChatSeen;
import dev.vigia.agent.zapi.ZApiException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * What can be asked for one account. Safe for use by several threads: each call waits for its turn, and no two calls share anything
 * else.
 */
public final class AccountApi implements ChatList {
    private static final JsonReader.Options PHONE = JsonReader.Options.of("phone");

    private final Account account;
    private final AccountAddress address;
    private final Exchange exchange;
    private final Redactor redactor;

    AccountApi(Account account, AccountAddress address, Exchange exchange) {
        this.account = account;
        this.address = address;
        this.exchange = exchange;
        this.redactor = new Redactor(account);
    }

    @Override
    public ChatsPage chats(int page, int pageSize) throws ZApiException {
        if (page < 1 || pageSize < 1) {
            throw new IllegalArgumentException("page " + page + " of " + pageSize + " chats");
        }
        Question question = asked("page " + page + " of the chats");
        return new EncodedPage(question, answer(question, address.chats(page, pageSize)));
    }

    /** Whether the phone is connected. */
    public PhoneStatus status() throws ZApiException {
        Question question = asked("the phone's status");
        Answer answer = answer(question, address.status());
        return answer.read(question, json -> StatusReader.read(json, question));
    }

    /** The number of the connected phone; empty if the gateway does not say. */
    public Optional<String> connectedPhone() throws ZApiException {
        Question question = asked("the device");
        return answer(question, address.device()).read(question, AccountApi::phoneOf);
    }

    private static Optional<String> phoneOf(JsonValues json) throws IOException {
        if (json.peek() != Token.BEGIN_OBJECT) {
            json.skip();
            return Optional.empty();
        }
        String phone = null;
        json.beginObject();
        while (json.hasNext()) {
            if (json.key(PHONE) == 0) {
                phone = json.text();
            } else {
                json.skip();
            }
        }
        json.endObject();
        return Optional.ofNullable(phone);
    }

    @Override
    public Optional<ChatSeen> chat(String phoneOrLid) throws ZApiException {
        if (!ChatIdentity.isSendable(phoneOrLid)) {
            throw new IllegalArgumentException("no chat can have an id that is empty or has blanks");
        }
        Question question = asked("the chat " + masked(phoneOrLid));
        Answer answer = exchange.get(question, address.chat(phoneOrLid));
        if (answer.status() == 404
                && ErrorObject.in(answer).filter(ErrorObject::isAboutTheChat).isPresent()) {
            return Optional.empty();
        }
        return ok(question, answer).read(question, json -> oneChat(json, question, answer));
    }

    /**
     * Sends a text.
     *
     * @param to a phone, a lid, or the id of a group
     * @param delaySeconds how long the gateway waits before it sends; 0 for not at all
     * @param typingSeconds how long it shows "typing…"; 0 for not at all
     */
    public Fate sendText(String to, String text, int delaySeconds, int typingSeconds) {
        JsonBody body = JsonBody.of(json -> {
            json.name("phone").value(to);
            json.name("message").value(text);
            if (delaySeconds > 0) {
                json.name("delayMessage").value(delaySeconds);
            }
            if (typingSeconds > 0) {
                json.name("delayTyping").value(typingSeconds);
            }
        });
        return post("a text to " + masked(to), to, address.sendText(), body);
    }

    /** Changes something about a chat. */
    public Fate modify(String chat, Modification modification) {
        JsonBody body = JsonBody.of(json -> {
            json.name("phone").value(chat);
            json.name("action").value(modification.word());
        });
        return post(modification.word() + " for the chat " + masked(chat), chat, address.modifyChat(), body);
    }

    /** Writes a chat's note, in place of the one before. */
    public Fate writeNote(String chat, String text) {
        String words = "a note on the chat " + masked(chat);
        return ChatIdentity.isSendable(chat)
                ? post(
                        words,
                        chat,
                        address.notes(chat),
                        JsonBody.of(json -> json.name("notes").value(text)))
                : unsendable(asked(words));
    }

    /** How long the gateway wants to be left alone; zero if it does not. What is asked meanwhile fails at once. */
    public Duration held() {
        return exchange.held();
    }

    private Fate post(String words, String to, HttpUrl url, JsonBody body) {
        Question question = asked(words);
        return ChatIdentity.isSendable(to) ? exchange.post(question, url, body) : unsendable(question);
    }

    private static Fate unsendable(Question question) {
        return new Fate.Refused(question.told("no chat can have an id that is empty or has blanks"));
    }

    /** A log is no place for a whole phone number. */
    private static String masked(String phoneOrLid) {
        return "…" + phoneOrLid.substring(Math.max(0, phoneOrLid.length() - 4));
    }

    private static Optional<ChatSeen> oneChat(JsonValues json, Question question, Answer answer) throws IOException {
        if (json.peek() == Token.NULL) {
            json.skip();
            return Optional.empty();
        }
        ChatRow row = new ChatRow();
        json.beginObject();
        if (!json.hasNext()) {
            json.endObject();
            return Optional.empty();
        }
        ChatSeen chat = row.readRest(json);
        if (chat != null) {
            return Optional.of(chat);
        }
        Optional<ErrorObject> error = ErrorObject.in(answer);
        if (error.isPresent()) {
            throw question.refused(answer.status(), error.get());
        }
        throw question.failed(Kind.INVALID_ANSWER, "HTTP 200 with a chat that names neither a phone nor a lid");
    }

    private Answer answer(Question question, HttpUrl url) throws ZApiException {
        return ok(question, exchange.get(question, url));
    }

    private static Answer ok(Question question, Answer answer) throws ZApiException {
        if (answer.status() != 200) {
            throw Refusal.of(question, answer);
        }
        return answer;
    }

    private Question asked(String words) {
        return new Question(account.name(), words, redactor);
    }

    @Override
    public String toString() {
        return "AccountApi of " + account.name();
    }
}
