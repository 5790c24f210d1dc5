package dev.vigia.agent.simulator;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import okio.Buffer;

/** Takes what is posted, writes it down, and does it to the account's chats. */
final class Posting {
    private final AtomicLong messages = new AtomicLong();

    Answer answer(SimulatedAccount account, Call call, List<String> path, Request request) {
        Map<String, String> body;
        try {
            body = members(request.body());
        } catch (IOException | RuntimeException e) {
            return Answer.error(400, "the body is not a JSON object");
        }
        String text = body.getOrDefault(textKey(call), "");
        String phone = call == Call.NOTES ? path.get(1) : body.getOrDefault("phone", "");
        if (phone.isBlank() || (text.isEmpty() && call != Call.NOTES)) {
            return Answer.error(400, "phone and " + textKey(call) + " are needed");
        }
        Instant at = Instant.ofEpochMilli(account.world().now());
        account.record(new Post(call, phone, text, request.body(), at));
        return switch (call) {
            case SEND_TEXT -> sent(account, phone);
            case MODIFY_CHAT -> Answer.json("{\"value\":" + modified(account, phone, text) + "}");
            default -> Answer.json("{\"success\":" + noted(account, phone, text) + "}");
        };
    }

    private static String textKey(Call call) {
        return switch (call) {
            case SEND_TEXT -> "message";
            case MODIFY_CHAT -> "action";
            default -> "notes";
        };
    }

    /** The gateway queues it, so it succeeds; a chat nobody has written to before begins with it. */
    private Answer sent(SimulatedAccount account, String phone) {
        account.together(() -> {
            if (account.world().find(phone).isEmpty()) {
                account.add(phone, phone);
            }
            account.ownMessage(phone);
        });
        String id = String.format(Locale.ROOT, "%032X", messages.incrementAndGet());
        return Answer.json("{\"zaapId\":\"Z" + id + "\",\"messageId\":\"M" + id + "\"}");
    }

    private static boolean modified(SimulatedAccount account, String phone, String action) {
        synchronized (account.world()) {
            if (!account.world().isConnected() || account.world().find(phone).isEmpty()) {
                return false;
            }
            switch (action) {
                case "read" -> account.read(phone);
                case "unread" -> account.markUnread(phone);
                case "archive" -> account.archive(phone);
                case "unarchive" -> account.unarchive(phone);
                case "pin" -> account.pin(phone);
                case "unpin" -> account.unpin(phone);
                case "mute" -> account.mute(phone);
                case "unmute" -> account.unmute(phone);
                case "clear" -> account.clear(phone);
                case "delete" -> account.remove(phone);
                default -> {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean noted(SimulatedAccount account, String phone, String text) {
        synchronized (account.world()) {
            boolean known = account.world().find(phone).isPresent();
            if (known) {
                account.note(phone, text);
            }
            return known;
        }
    }

    private static Map<String, String> members(String body) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonReader json = JsonReader.of(new Buffer().writeUtf8(body))) {
            json.beginObject();
            while (json.hasNext()) {
                String name = json.nextName();
                switch (json.peek()) {
                    case STRING, NUMBER -> members.put(name, json.nextString());
                    default -> json.skipValue();
                }
            }
            json.endObject();
        }
        return members;
    }
}
