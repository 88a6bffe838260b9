package org.harvestxero.store.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stored run.
 *
 * @param undoneAt since when its balances and covered work no longer count; null while they do
 */
public record StoredRun(
        long id, NewRun run, Instant runAt, @Nullable Instant undoneAt) {}
