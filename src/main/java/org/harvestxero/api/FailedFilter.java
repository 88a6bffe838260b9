package org.harvestxero.api;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which failed copies to list; null means any.
 *
 * @param causeId documents that share this trouble
 * @param cause the code of a cause, such as {@code account-archived}
 * @param client part of the client's name, in any case; only asked of documents, not of copies alone
 * @param failedBefore those that failed first before this time
 * @param discardedToo also those people gave up
 */
public record FailedFilter(
        @Nullable DocumentKind kind,
        @Nullable Long causeId,
        @Nullable String cause,
        @Nullable String client,
        @Nullable Instant failedBefore,
        boolean discardedToo) {
    public static final FailedFilter STANDING = new FailedFilter(null, null, false);

    public FailedFilter(@Nullable DocumentKind kind, @Nullable Long causeId, boolean discardedToo) {
        this(kind, causeId, null, null, null, discardedToo);
    }

    /** The same, of one cause alone. */
    public FailedFilter ofCause(long id) {
        return new FailedFilter(kind, id, cause, client, failedBefore, discardedToo);
    }

    /** Whether a copy is meant, as far as it says itself; its client it doesn't. */
    public boolean takes(FailedCopy copy) {
        return (kind == null || kind == copy.kind())
                && (causeId == null || causeId == copy.causeId())
                && (cause == null || cause.equals(copy.cause()))
                && (failedBefore == null || copy.firstFailedAt().isBefore(failedBefore));
    }

    public boolean takes(FailedDocument document) {
        return takes(document.copy())
                && (client == null
                        || (document.client() != null
                                && document.client()
                                        .toLowerCase(Locale.ROOT)
                                        .contains(client.toLowerCase(Locale.ROOT))));
    }
}
