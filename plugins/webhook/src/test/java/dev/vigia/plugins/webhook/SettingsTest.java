package dev.vigia.plugins.webhook;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.testkit.RefusedException;
import dev.vigia.testkit.TestAgent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String SECRETS = "secrets = [\"" + Endpoint.SECRET + "\"]\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url = \"https://example.com/hook\"",
                "url = \"https://example.com/hook?token=1\", mode = binary, timeout = 2m",
                "url = \"https://93.184.215.14/\", batch = 100, events = [chat, account.failing, action]",
                "url = \"http://10.0.0.5:8080/\", allow-private-addresses = true",
                "url = \"https://example.com/hook\", proxy = \"http://proxy.internal:3128\""
            })
    void goodSettings_areTaken(String settings) {
        assertThatCode(() -> TestAgent.start(new Webhook(), SECRETS + settings).close())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url = \"http://example.com/path-token\" | url, at example.com, is not https",
                "url = \"http://93.184.215.14/path-token\", allow-private-addresses = true | plain http goes to private",
                "url = \"https://168.63.129.16/path-token\" | url has the address 168.63.129.16, which is private",
                "url = \"https://10.0.0.5/path-token\" | url has the address 10.0.0.5, which is private",
                "url = \"https://[::1]/path-token\" | url has the address [::1], which is private",
                "url = \"https://ana:path-token@example.com/\" | url has a user, a password or a fragment",
                "url = \"ftp://example.com/path-token\" | url is no address such as",
                "url = \"https://example.com\", batch = 101 | batch is 101; give it 1 to 100",
                "url = \"https://example.com\", batch = 2, mode = binary | in mode binary a request holds one event",
                "url = \"https://example.com\", events = [chat.new-unred] | events has \"chat.new-unred\"",
                "url = \"https://example.com\", timeout = 3m | give it more than 0s and up to 2m",
                "url = \"https://example.com\", max-answer = 2 MiB | give it up to 1 MiB",
                "url = \"https://example.com\", proxy = \"proxy.internal:3128\" | proxy is not of the form http://host:port",
                "url = \"https://example.com\", proxy = \"http://a:path-token@proxy.internal:1\" | proxy is not of the form",
                "url = \"https://example.com\", proxy = \"http://a path-token\" | proxy is not of the form",
                "url = \"https://example.com\", secrets = [] | secrets is empty",
                "url = \"https://example.com\", secrets = [\"path-token\"] | secrets, number 1, is no secret for signing",
                "url = \"https://example.com\", secrets = [whsec_c2hvcnQ] | secrets, number 1, is no secret for signing"
            })
    void badSettings_areRefusedWithoutTellingSecrets(String settings, String why) {
        assertThatThrownBy(() -> TestAgent.start(new Webhook(), SECRETS + settings))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(why)
                .hasMessageNotContainingAny("path-token", "c2hvcnQ", Endpoint.SECRET);
    }
}
