package org.harvestxero.harvest;

import java.time.Instant;

/**
 * A list read to its end.
 *
 * @param startedAt Harvest's clock when it answered the first page: what a watermark may move to
 */
public record HarvestListResult(int pages, long elements, Instant startedAt) {}
