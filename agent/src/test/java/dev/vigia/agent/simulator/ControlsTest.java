package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigia.agent.simulator.SimulatedChat.Flag;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands of those who try it by hand. */
class ControlsTest {
    private static final String ANA = "5531990000001";

    @RegisterExtension
    final SimulatorExtension extension = new SimulatorExtension();

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void ana() {
        account = extension.account("sales");
        client = new Client(extension.simulator());
        account.add(ANA, "Ana");
    }

    private String say(String command) {
        HttpResponse<byte[]> response = client.send("POST", "/simulator/sales/" + command);
        assertThat(response.statusCode()).as(command).isEqualTo(200);
        return Client.text(response);
    }

    @Test
    void frontPage_listsInstancesAndCommands_andNoToken() {
        assertThat(Client.text(client.send("GET", "/")))
                .contains("sales: 1 chats, connected", "receive", "mark-spam", "fault", "clear-faults")
                .doesNotContain("sales-token");
    }

    @ParameterizedTest
    @CsvSource({
        "mark-spam, unmark-spam, SPAM",
        "archive, unarchive, ARCHIVED",
        "pin, unpin, PINNED",
        "mute, unmute, MUTED"
    })
    void flagIsSetAndTakenBack(String set, String takeBack, Flag flag) {
        assertThat(say(set + "?chat=" + ANA))
                .contains("Ana: 0 unread, " + flag.name().toLowerCase(java.util.Locale.ROOT));
        assertThat(account.chat(ANA).is(flag)).isTrue();
        say(takeBack + "?chat=" + ANA);
        assertThat(account.chat(ANA).is(flag)).isFalse();
    }

    @Test
    void messagesAreReceivedAndRead() {
        assertThat(say("receive?chat=" + ANA + "&count=2")).isEqualTo(ANA + " Ana: 2 unread\n");
        assertThat(say("mark-unread?chat=" + ANA)).isEqualTo(ANA + " Ana: marked unread\n");
        assertThat(say("read?chat=" + ANA)).isEqualTo(ANA + " Ana: 0 unread\n");
    }

    @Test
    void muteEndsAfterMinutes() {
        say("mute?chat=" + ANA + "&minutes=5");
        long left = account.chat(ANA).muteEndTime() - Instant.now().toEpochMilli();
        assertThat(left).isBetween(200_000L, 300_000L);
    }

    @Test
    void chatsAreAddedRenamedNotedAndRemoved() {
        assertThat(say("add?phone=5521900000002&name=Jo%C3%A3o%20Silva")).contains("added 5521900000002 João Silva");
        say("rename?chat=5521900000002&name=Jo%C3%A3o");
        say("note?chat=5521900000002&text=oi");
        say("photo?chat=5521900000002&path=/v/1_n.jpg");
        assertThat(account.chat("5521900000002"))
                .returns("João", SimulatedChat::name)
                .returns("/v/1_n.jpg", SimulatedChat::photo);
        assertThat(say("chats").lines()).hasSize(2);
        say("remove?chat=5521900000002");
        assertThat(account.chats()).hasSize(1);
    }

    @Test
    void lidBecomesKnownAsPhone() {
        account.add("777@lid", "Bia");
        say("identify?chat=777@lid&phone=5521900000003&lid=777@lid");
        assertThat(account.chat("777@lid").phone()).isEqualTo("5521900000003");
    }

    @Test
    void phoneGoesAndComesBack() {
        say("disconnect");
        assertThat(client.chats(account, 1, 10)).isEmpty();
        say("connect");
        assertThat(client.chats(account, 1, 10)).hasSize(1);
    }

    @Test
    void faultsAreOrderedAndCleared() {
        assertThat(say("fault?kind=status&status=429&retry-after=3&times=2&on=chats"))
                .isEqualTo("from now on status 429 with Retry-After on [CHATS], 2 times\n");
        HttpResponse<byte[]> response = client.get(account, "/chats?page=1&pageSize=1");
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.headers().firstValue("Retry-After")).contains("3");
        say("clear-faults");
        assertThat(client.get(account, "/chats?page=1&pageSize=1").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "status&status=503",
        "body&body=x",
        "empty-list",
        "empty-body",
        "error-object",
        "html",
        "redirect&location=http://localhost/",
        "garbage",
        "gzip-bomb&mib=1",
        "endless",
        "delay&ms=1",
        "drip&ms=1",
        "cut&bytes=1",
        "chunked",
        "hang-up",
        "subscription"
    })
    void everyKindOfFaultCanBeOrdered(String kind) {
        assertThat(say("fault?kind=" + kind)).startsWith("from now on ").contains("every request until cleared");
    }

    @Test
    void givenDataHidesTheChats_andTheAnswerSaysSo() {
        account.serve("[]");
        assertThat(say("read?chat=" + ANA)).contains("not seen in /chats");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sales/read|400|the parameter chat is missing; add chat=… to the query",
                "sales/read?chat=1|400|there is no chat 1; add it first",
                "sales/receive?chat=5531990000001&count=x|400|count=x is not a whole number of 1 or more",
                "sales/add?phone=5531990000001&name=x|400|there already is a chat 5531990000001; change that one",
                "sales/fault?kind=odd|400|there is no fault of kind odd; GET / lists the kinds",
                "sales/fault?kind=html&on=odd|400|on=odd is none of [chats, chat, status, me, device, send-text, modify-chat,"
                        + " notes, other]",
                "sales/fault?kind=status&status=1000|400|status=1000 is not between 200 and 599",
                "sales/dance|404|there is no command dance; GET / lists them",
                "other/read|404|there is no instance other; GET / lists them"
            })
    void wrongCommand_isToldInOneLine(String command, int status, String line) {
        HttpResponse<byte[]> response = client.send("POST", "/simulator/" + command);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.text(response)).isEqualTo(line + "\n");
    }

    @Test
    void commandIsPosted() {
        assertThat(client.send("GET", "/simulator/sales/read?chat=" + ANA).statusCode())
                .isEqualTo(405);
    }
}
