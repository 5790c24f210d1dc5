package dev.vigia.agent.zapi;

import java.net.URI;
import java.time.Duration;

/**
 * How to talk to the gateway.
 *
 * @param baseUrl without a slash at its end; https, unless the host is loopback
 * @param timeout for a whole call, from connecting to the last byte of the answer
 * @param maxBody how many bytes an answer may have, as it comes and after inflating
 * @param requestsPerSecond at most, for one account
 */
public record ZApiSettings(URI baseUrl, Duration timeout, long maxBody, int requestsPerSecond) {}
