package dev.vigia.plugins.webhook;

import java.util.Map;

/**
 * What is sent in one request.
 *
 * @param id the same whenever the same is sent again
 * @param contentType what the body is
 * @param headers further headers
 * @param body the events
 */
record Message(String id, String contentType, Map<String, String> headers, String body) {}
