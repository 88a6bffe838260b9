package org.harvestxero.xero;

import java.time.Instant;

/**
 * A list read to its end.
 *
 * @param startedAt Xero's clock when it answered the first page: what a watermark may move to
 */
public record XeroListResult(int pages, long elements, Instant startedAt) {}
