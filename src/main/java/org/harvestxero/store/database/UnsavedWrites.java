package org.harvestxero.store.database;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * What was written to an H2 file's memory and is not in the file yet. Each time the file is saved whole pages are written, so it is not
 * saved more often than needed: what people decide, and whatever else only this database knows, half a second later at most; what the
 * copying of documents writes, which is found out again after a crash and brought to the disk before each request anyway ({@link
 * Durability}), five seconds later at most.
 */
public final class UnsavedWrites {
    /** How long anything stays in memory alone. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Pattern FOUND_OUT_AGAIN = Pattern.compile(
            "\\s*(?:insert into (?:source_document|document_text|outbox|link|batch|xero_contact)\\b"
                    + "|merge into (?:source_document|outbox|link)\\b"
                    + "|update (?:source_document|link|batch|watermark|xero_contact)\\b"
                    + "|delete from document_text\\b).*",
            Pattern.DOTALL);

    private final LongSupplier nanos;
    private long savedAt;
    private boolean urgent = true;

    UnsavedWrites(LongSupplier nanos) {
        this.nanos = nanos;
        this.savedAt = nanos.getAsLong();
    }

    /** Counts by the time that passes. */
    public static UnsavedWrites sinceNow() {
        return new UnsavedWrites(System::nanoTime);
    }

    /** The statement was carried out, or failed; it is committed, or undone, before the file is saved next. */
    synchronized void written(String sql) {
        urgent |= !FOUND_OUT_AGAIN.matcher(sql).matches();
    }

    /** The file is about to be saved, over its only connection: nobody writes meanwhile. */
    synchronized void saving() {
        savedAt = nanos.getAsLong();
        urgent = false;
    }

    /** It could not be saved. */
    synchronized void notSaved() {
        urgent = true;
    }

    /** Whether the file is to be saved now; asked twice a second. */
    synchronized boolean isSaveDue() {
        return urgent || nanos.getAsLong() - savedAt >= TimeUnit.NANOSECONDS.convert(LONGEST);
    }
}
