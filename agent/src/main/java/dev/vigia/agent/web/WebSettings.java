package dev.vigia.agent.web;

/**
 * Where to answer HTTP.
 *
 * @param port 0 for any free one
 */
public record WebSettings(String address, int port) {}
