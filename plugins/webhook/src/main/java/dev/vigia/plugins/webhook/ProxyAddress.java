package dev.vigia.plugins.webhook;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** The proxy that the settings name. */
final class ProxyAddress {
    private ProxyAddress() {}

    /** Empty if none is named. The proxy's name is resolved at each connection. */
    static Optional<Proxy> of(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI uri = parsed(text);
        boolean plain = uri.getUserInfo() == null
                && uri.getQuery() == null
                && (uri.getPath() == null || uri.getPath().matches("/?"));
        if (!"http".equalsIgnoreCase(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1 || !plain) {
            throw new IllegalArgumentException(REFUSAL);
        }
        return Optional.of(
                new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort())));
    }

    private static final String REFUSAL =
            "proxy is not of the form http://host:port; a proxy that asks for a password is not supported";

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(REFUSAL, null);
        }
    }
}
