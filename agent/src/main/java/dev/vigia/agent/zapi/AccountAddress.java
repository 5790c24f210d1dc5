package dev.vigia.agent.zapi;

import dev.vigia.agent.account.Account;
import dev.vigia.api.Secret;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Where an account's requests go: the one place where its secrets become part of something that is sent. */
final class AccountAddress {
    private final HttpUrl url;
    private final Request template;

    AccountAddress(Account account, HttpUrl base) {
        url = base.newBuilder()
                .addPathSegment("instances")
                .addPathSegment(sendable(account, "instance", account.instance()))
                .addPathSegment("token")
                .addPathSegment(sendable(account, "token", account.token().reveal()))
                .build();
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                // Asked for by ourselves, it comes as it is: an unchanged page is recognised without inflating it.
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", "vigia/" + version());
        Secret clientToken = account.clientToken();
        if (clientToken != null) {
            request.header("Client-Token", sendable(account, "client-token", clientToken.reveal()));
        }
        template = request.build();
    }

    /** Headers for every request. */
    Request template() {
        return template;
    }

    HttpUrl chats(int page, int pageSize) {
        return url.newBuilder()
                .addPathSegment("chats")
                .addQueryParameter("page", Integer.toString(page))
                .addQueryParameter("pageSize", Integer.toString(pageSize))
                .build();
    }

    HttpUrl chat(String phoneOrLid) {
        return url.newBuilder()
                .addPathSegment("chats")
                .addPathSegment(phoneOrLid)
                .build();
    }

    HttpUrl notes(String phoneOrLid) {
        return chat(phoneOrLid).newBuilder().addPathSegment("notes").build();
    }

    HttpUrl sendText() {
        return url.newBuilder().addPathSegment("send-text").build();
    }

    HttpUrl modifyChat() {
        return url.newBuilder().addPathSegment("modify-chat").build();
    }

    HttpUrl status() {
        return url.newBuilder().addPathSegment("status").build();
    }

    HttpUrl device() {
        return url.newBuilder().addPathSegment("device").build();
    }

    /** Fails before OkHttp does, which would quote the value. */
    private static String sendable(Account account, String key, String value) {
        if (!ChatIdentity.isSendable(value)) {
            throw new IllegalArgumentException("account " + account.name() + ": its " + key
                    + " is empty, or has a blank or another character that no " + key
                    + " has; write it as Z-API shows it");
        }
        return value;
    }

    private static String version() {
        String version = AccountAddress.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    @Override
    public String toString() {
        return "AccountAddress";
    }
}
