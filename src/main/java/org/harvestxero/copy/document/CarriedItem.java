package org.harvestxero.copy.document;

import org.harvestxero.xero.XeroRequest.Attachment;
import org.jspecify.annotations.Nullable;

/**
 * One thing on its way to a document in Xero, such as a file.
 *
 * @param <R> what is recorded of it
 */
public abstract class CarriedItem<R> {
    private R recorded;
    private @Nullable Attachment file;
    private boolean done;

    protected CarriedItem(R recorded) {
        this.recorded = recorded;
    }

    /** As last recorded. */
    public R recorded() {
        return recorded;
    }

    public void record(R now) {
        recorded = now;
    }

    /** What is attached; null before it was made or fetched. */
    public @Nullable Attachment file() {
        return file;
    }

    public void carry(Attachment madeOrFetched) {
        file = madeOrFetched;
    }

    /** Nothing is left to do, be it that it turned out to be done already. */
    public void end() {
        done = true;
    }

    public boolean isDone() {
        return done;
    }

    /** Of the document in Xero's API. */
    public abstract String xeroPath();

    /** Whether an earlier attempt may have done it. */
    public abstract boolean isRepeated();
}
