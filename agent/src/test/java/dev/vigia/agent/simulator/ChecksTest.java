package dev.vigia.agent.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is answered to those who ask wrongly. */
@ExtendWith(SimulatorExtension.class)
class ChecksTest {
    private static final String CHATS = "/chats?page=1&pageSize=10";

    private SimulatedAccount account;
    private Client client;

    @BeforeEach
    void guardedAccount(Simulator simulator) {
        client = new Client(simulator);
        account = simulator.account("sales", "sales-token", "client-secret");
    }

    private static void isAnswered(HttpResponse<byte[]> response, int status, String body) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(Client.text(response)).isEqualTo(body);
    }

    @Test
    void rightTokensOpen() {
        isAnswered(client.get(account, CHATS, "Client-Token", "client-secret"), 200, "[]");
        assertThat(account.requests(Call.CHATS)).isEqualTo(1);
    }

    @Test
    void noClientToken_is400() {
        isAnswered(client.get(account, CHATS), 400, "{\"error\":\"your client-token is not configured\"}");
    }

    @Test
    void wrongClientToken_is403_andEchoed() {
        isAnswered(
                client.get(account, CHATS, "Client-Token", "guess"),
                403,
                "{\"error\":\"Client-Token guess not allowed\"}");
    }

    @Test
    void clientTokenIsNotLookedAt_whereNoneIsDemanded(Simulator simulator) {
        SimulatedAccount open = simulator.account("open", "open-token", null);
        isAnswered(client.get(open, CHATS, "Client-Token", "whatever"), 200, "[]");
    }

    @Test
    void unknownInstanceOrToken_opensNothing(Simulator simulator) {
        long before = simulator.requests();
        isAnswered(
                client.send("GET", "/instances/other/token/sales-token" + CHATS),
                400,
                "{\"error\":\"Instance not found\"}");
        isAnswered(
                client.send("GET", "/instances/sales/token/guess" + CHATS, "Client-Token", "client-secret"),
                400,
                "{\"error\":\"Instance not found\"}");
        assertThat(simulator.requests() - before).isEqualTo(2);
    }

    @Test
    void wrongPath_isAnErrorUnder200() {
        String notFound = "{\"error\":\"NOT_FOUND\",\"message\":\"Unable to find matching target resource method\"}";
        isAnswered(client.send("GET", "/nowhere"), 200, notFound);
        isAnswered(client.get(account, "/nowhere", "Client-Token", "client-secret"), 200, notFound);
        isAnswered(client.get(account, "/chats/nobody", "Client-Token", "client-secret"), 200, notFound);
    }

    @Test
    void wrongMethodAndContentType() {
        String base = "/instances/sales/token/sales-token";
        assertThat(client.send("POST", base + CHATS).statusCode()).isEqualTo(405);
        assertThat(client.send("GET", base + "/send-text").statusCode()).isEqualTo(405);
        assertThat(client.send("POST", base + "/send-text").statusCode()).isEqualTo(415);
        assertThat(account.posts()).isEmpty();
    }

    @Test
    void oneInstanceIsOneAccount(Simulator simulator) {
        assertThatThrownBy(() -> simulator.account("sales", "other", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the simulator already has an instance sales; name another");
    }
}
