package org.harvestxero.sandbox.harvest;

import java.time.Instant;

/**
 * One API call the sandbox received.
 *
 * @param path with its query, without credentials
 * @param template path with {@code {id}} for numbers
 * @param status 0 when the connection was broken on purpose
 * @param body the first 20,000 characters
 */
public record LoggedRequest(Instant at, String method, String path, String template, int status, String body) {}
