package dev.vigia.agent.zapi;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How to talk to the gateway. Refuses what could give a token away or could never work; a refusal does not repeat the URL, since
 * somebody may have put a token into it.
 *
 * @param baseUrl without a slash at its end; https, unless the host is loopback
 * @param timeout for a whole call, from connecting to the last byte of the answer
 * @param maxBody how many bytes an answer may have, as it comes and after inflating
 * @param requestsPerSecond at most, for one account
 */
public record ZApiSettings(URI baseUrl, Duration timeout, long maxBody, int requestsPerSecond) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

    public ZApiSettings {
        baseUrl = withoutSlash(checked(baseUrl));
        require(
                !timeout.isNegative() && timeout.toMillis() > 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0,
                "timeout is " + timeout + ", but must be between a millisecond and an hour");
        require(
                maxBody > 0 && maxBody <= Integer.MAX_VALUE / 2,
                "max-body is " + maxBody + " bytes, but must be between 1 byte and 1 GiB");
        require(
                requestsPerSecond > 0 && requestsPerSecond <= 10_000,
                "requests-per-second is " + requestsPerSecond + ", but must be between 1 and 10000");
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        require(!host.isEmpty(), "base-url names no host; write it like https://api.z-api.io");
        require(
                scheme.equals("https")
                        || (scheme.equals("http") && LOOPBACK.matcher(host).matches()),
                "base-url must begin with https://, because every request carries a token;"
                        + " http:// is for a gateway on this machine only (localhost, 127.0.0.1), and " + host
                        + " is not");
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        require(
                url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null,
                "base-url has a user, a query or a fragment; write it like https://api.z-api.io");
        require(
                !path.contains("/instances") && !path.contains("/token"),
                "base-url goes on after the gateway's address; leave out /instances/… and /token/…,"
                        + " they are the account's instance and token");
        return url;
    }

    private static URI withoutSlash(URI url) {
        String text = url.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return end == text.length() ? url : URI.create(text.substring(0, end));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
