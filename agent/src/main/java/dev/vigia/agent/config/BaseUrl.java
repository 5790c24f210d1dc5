package dev.vigia.agent.config;

import dev.vigia.settings.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Checks the gateway's address. It is never printed: people paste whole addresses, with the token in them. */
final class BaseUrl {
    private static final String EXAMPLE = "; write it like https://api.z-api.io";

    private BaseUrl() {}

    static Optional<URI> read(Setting setting) {
        return setting.text().flatMap(text -> {
            try {
                URI url = new URI(text.strip().replaceFirst("/+$", ""));
                Optional<String> problem = problem(url);
                return problem.isPresent() ? setting.wrong(problem.get() + EXAMPLE) : Optional.of(url);
            } catch (URISyntaxException e) {
                return setting.wrong("is not an address" + EXAMPLE);
            }
        });
    }

    private static Optional<String> problem(URI url) {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("must begin with https://");
        }
        if (url.getHost() == null) {
            return Optional.of("has no valid host name");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            return Optional.of("has a port that does not exist");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must have no user, password, ? or #");
        }
        if (url.getRawPath().contains("/instances") || url.getRawPath().contains("/token")) {
            return Optional.of("must end before /instances/…; instance and token belong to the account");
        }
        if (scheme.equals("http") && !isLoopback(url.getHost())) {
            return Optional.of(
                    "must begin with https://, because the token is in every request; http:// is for this machine"
                            + " only (localhost, 127.0.0.1, [::1])");
        }
        return Optional.empty();
    }

    /** Goes by the text: a name that happens to be looked up as loopback today is not safe. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    }
}
