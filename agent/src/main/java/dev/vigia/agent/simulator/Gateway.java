package dev.vigia.agent.simulator;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Answers one account's requests as Z-API does: checks first, then faults, if any were asked for. */
final class Gateway {
    /** What the gateway answers, under 200, where it knows nothing to answer. */
    static final String NOT_FOUND =
            "{\"error\":\"NOT_FOUND\",\"message\":\"Unable to find matching target resource method\"}";

    private static final long SIGNED_FOR_SECONDS = 48 * 3600;

    private final AtomicLong signatures = new AtomicLong();
    private final Posting posting = new Posting();

    /** @param token what the URL bears
     * @param path what follows it */
    Answer answer(SimulatedAccount account, String token, List<String> path, Request request) {
        Call call = Call.of(path);
        account.count(call);
        List<Fault> faults = account.faultsFor(call);
        Answer refusal = refusal(account, token, call, request);
        Answer answer;
        if (refusal != null) {
            answer = refusal;
        } else if (call.isPost() && !faults.stream().allMatch(Fault::hasEffect)) {
            answer = Answer.json("{}");
        } else {
            answer = answer(account, call, path, request);
        }
        faults.forEach(fault -> fault.spoil(answer));
        return answer;
    }

    private static @Nullable Answer refusal(SimulatedAccount account, String token, Call call, Request request) {
        if (!account.opensWith(token)) {
            return Answer.error(400, "Instance not found");
        }
        if (!call.takes(request.method())) {
            return Answer.error(405, "METHOD_NOT_ALLOWED");
        }
        if (call.isPost() && !request.isJson()) {
            return Answer.error(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        if (account.clientToken() == null) {
            return null;
        }
        String offered = request.headers().getFirst("Client-Token");
        if (offered == null || offered.isEmpty()) {
            return Answer.error(400, "your client-token is not configured");
        }
        // The gateway does echo it; who shows errors must know.
        return offered.equals(account.clientToken())
                ? null
                : Answer.error(403, "Client-Token " + offered + " not allowed");
    }

    private Answer answer(SimulatedAccount account, Call call, List<String> path, Request request) {
        return switch (call) {
            case CHATS -> chats(account, request);
            case CHAT ->
                account.world()
                        .single(path.get(1))
                        .map(page -> Answer.json(bytes(account, page)))
                        .orElseGet(() -> Answer.json(NOT_FOUND));
            case STATUS -> Answer.json(OwnPages.status(account));
            case ME -> Answer.json(OwnPages.me(account));
            case DEVICE -> Answer.json(OwnPages.device(account));
            case SEND_TEXT, MODIFY_CHAT, NOTES -> posting.answer(account, call, path, request);
            case OTHER -> Answer.json(NOT_FOUND);
        };
    }

    private Answer chats(SimulatedAccount account, Request request) {
        Query query = request.query();
        Page page = account.world().page(query.number("page", 1, 1), query.number("pageSize", 1, 10));
        boolean compressed = account.compresses() && request.takesGzip();
        if (!compressed) {
            return Answer.json(bytes(account, page));
        }
        byte[] body = signs(account, page) ? Page.gzip(bytes(account, page)) : page.gzipped();
        return Answer.json(body).header("Content-Encoding", "gzip");
    }

    private byte[] bytes(SimulatedAccount account, Page page) {
        if (!signs(account, page)) {
            return page.bytes();
        }
        long expiry = account.world().now() / 1000 + SIGNED_FOR_SECONDS;
        return page.signed(signatures.incrementAndGet(), expiry);
    }

    private static boolean signs(SimulatedAccount account, Page page) {
        return account.resignsPhotos() && page.hasPhotos();
    }
}
