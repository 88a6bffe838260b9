package org.harvestxero.operations;

import org.jspecify.annotations.Nullable;

/** Which failed copies to list; null means any. */
public record FailedFilter(@Nullable Kind kind, @Nullable Long causeId, boolean discardedToo) {
    public static final FailedFilter STANDING = new FailedFilter(null, null, false);
}
