package dev.vigia.plugins.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigia.testkit.TestAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.9.9.9",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fe80::1",
                "fc00::1",
                "fdff::1",
                "fec0::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:a00:1::1",
                "2001:0:1::1",
                "2001:db8::1",
                "3fff::1",
                "100::1"
            })
    void addressInsideANetwork_isDenied(String address) throws Exception {
        assertThat(PublicAddresses.include(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "93.184.215.14",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void addressOfTheInternet_isAllowed(String address) throws Exception {
        assertThat(PublicAddresses.include(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void nameThatLeadsInside_isNotConnectedTo() throws Exception {
        try (Endpoint endpoint = new Endpoint();
                TestAgent agent = TestAgent.start(
                        new Webhook(),
                        "url = \"https://localhost:" + endpoint.port() + "/path-token\"\nsecrets = [\""
                                + Endpoint.SECRET + "\"]")) {
            agent.newUnread("5511990000001", 0, 1);

            assertThat(agent.failures()).hasSize(1);
            assertThat(agent.failures().get(0).failure())
                    .contains("localhost", "which is private, loopback, link-local")
                    .doesNotContain("path-token");
            assertThat(endpoint.requests()).isZero();
        }
    }

    /** What a name was resolved to earlier does not matter: the socket looks at the address it is about to connect to. */
    @Test
    void nameThatIsResolvedToAnotherAddressLater_isNotConnectedTo() throws Exception {
        byte[] loopback = {127, 0, 0, 1};
        try (Endpoint endpoint = new Endpoint()) {
            InetAddress rebound = InetAddress.getByAddress("hook.example.com", loopback);
            for (InetSocketAddress target : List.of(
                    new InetSocketAddress(rebound, endpoint.port()),
                    InetSocketAddress.createUnresolved("hook.example.com", endpoint.port()))) {
                try (Socket socket = new GuardedSockets(Reach.PUBLIC).createSocket()) {
                    assertThatThrownBy(() -> socket.connect(target)).isInstanceOf(IOException.class);
                    assertThat(socket.isConnected()).isFalse();
                }
            }
            assertThatThrownBy(() -> new GuardedSockets(Reach.PUBLIC).createSocket(rebound, endpoint.port()))
                    .hasMessageContaining("hook.example.com has the address 127.0.0.1");
        }
    }

    @Test
    void plainHttp_goesToPrivateAddressesOnly() throws Exception {
        byte[] elsewhere = {93, (byte) 184, (byte) 215, 14};
        InetAddress internet = InetAddress.getByAddress("hook.example.com", elsewhere);
        Reach reach = Reach.of(URI.create("http://hook.example.com"), true);

        assertThatThrownBy(() -> new GuardedSockets(reach).createSocket(internet, 80))
                .hasMessageContaining(
                        "hook.example.com has the address 93.184.215.14, which is not private, and plain http");
        assertThat(reach.refusal(InetAddress.getByName("10.0.0.5"))).isEmpty();
        assertThat(Reach.of(URI.create("HTTPS://hook.example.com"), true).refusal(internet))
                .isEmpty();
    }

    /** The system's proxy is not asked: there is none at that address, and yet it connects. */
    @Test
    void proxyOfTheSystem_isNotUsed() throws Exception {
        try (Endpoint endpoint = new Endpoint()) {
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", Integer.toString(unusedPort()));
            // Without this, nothing on this machine is asked of a proxy anyway.
            System.setProperty("socksNonProxyHosts", "");
            try (Socket socket = new GuardedSockets(Reach.ANY).createSocket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
                assertThat(socket.isConnected()).isTrue();
            } finally {
                System.clearProperty("socksProxyHost");
                System.clearProperty("socksProxyPort");
                System.clearProperty("socksNonProxyHosts");
            }
        }
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
