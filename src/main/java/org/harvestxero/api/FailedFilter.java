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
 * @param remedy where it is put right
 * @param text part of a number or of what is wrong, in any case
 */
public record FailedFilter(
        @Nullable DocumentKind kind,
        @Nullable Long causeId,
        @Nullable String cause,
        @Nullable String client,
        @Nullable Instant failedBefore,
        boolean discardedToo,
        @Nullable Remedy remedy,
        @Nullable String text) {
    public static final FailedFilter STANDING = new FailedFilter(null, null, false);

    /** Where what is wrong is put right. */
    public enum Remedy {
        /** In the document in Harvest. */
        HARVEST,
        /** In how Xero is set up, or what rules and settings say. */
        SETTINGS,
        /** Somebody decides. */
        DECISION,
        /** It may pass by itself. */
        ITSELF
    }

    public FailedFilter(@Nullable DocumentKind kind, @Nullable Long causeId, boolean discardedToo) {
        this(kind, causeId, null, null, null, discardedToo);
    }

    public FailedFilter(
            @Nullable DocumentKind kind,
            @Nullable Long causeId,
            @Nullable String cause,
            @Nullable String client,
            @Nullable Instant failedBefore,
            boolean discardedToo) {
        this(kind, causeId, cause, client, failedBefore, discardedToo, null, null);
    }

    /** The same, of one cause alone. */
    public FailedFilter ofCause(long id) {
        return new FailedFilter(kind, id, cause, client, failedBefore, discardedToo, remedy, text);
    }

    /** Whether a copy is meant, as far as it says itself; its client it doesn't. */
    public boolean takes(FailedCopy copy) {
        return (kind == null || kind == copy.kind())
                && (causeId == null || causeId == copy.causeId())
                && (cause == null || cause.equals(copy.cause()))
                && (failedBefore == null || copy.firstFailedAt().isBefore(failedBefore))
                && (text == null || holds(copy.number(), text) || holds(copy.message(), text));
    }

    private static boolean holds(@Nullable String words, String part) {
        return words != null && words.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    public boolean takes(FailedDocument document) {
        return takes(document.copy()) && (client == null || holds(document.client(), client));
    }
}
