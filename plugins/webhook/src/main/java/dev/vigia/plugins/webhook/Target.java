package dev.vigia.plugins.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an address must be like. No message tells more of it than its host: its path may be a secret. */
final class Target {
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|\\[[0-9A-Fa-f:.]+]");

    private Target() {}

    static void check(URI url, boolean allowPrivateAddresses) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new IllegalArgumentException("url is no address such as https://example.com/hook");
        }
        if (url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException("url has a user, a password or a fragment; take it away");
        }
        if (scheme.equals("http") && !allowPrivateAddresses) {
            throw new IllegalArgumentException("url, at " + host
                    + ", is not https; events hold names and phone numbers. For a receiver in your own network,"
                    + " set allow-private-addresses = true");
        }
        if (NUMBERS.matcher(host).matches()) {
            checkNumbers(host, Reach.of(url, allowPrivateAddresses));
        }
    }

    private static void checkNumbers(String host, Reach reach) {
        try {
            Optional<String> refusal = reach.refusal(InetAddress.getByName(host));
            if (refusal.isPresent()) {
                throw new IllegalArgumentException("url has the address " + host + ", " + refusal.get());
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("url has the host " + host + ", which is no address", e);
        }
    }
}
