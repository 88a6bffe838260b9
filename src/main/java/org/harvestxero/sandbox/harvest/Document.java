package org.harvestxero.sandbox.harvest;

import java.time.Instant;

/** Anything in the account that has an id and times. */
abstract class Document {
    private final long id;
    private final Instant createdAt;
    private Instant updatedAt;

    Document(Birth birth) {
        this.id = birth.id();
        this.createdAt = birth.at();
        this.updatedAt = birth.updatedAt();
    }

    /** Id and times of a new document. */
    record Birth(long id, Instant at, Instant updatedAt) {}

    final long id() {
        return id;
    }

    final Instant createdAt() {
        return createdAt;
    }

    final Instant updatedAt() {
        return updatedAt;
    }

    final void touch(Instant now) {
        updatedAt = now;
    }

    /** The document as the viewer may see it, without the surrounding braces. */
    abstract void write(JsonWriter out, Viewer viewer);

    final void writeTimes(JsonWriter out) {
        out.time("created_at", createdAt).time("updated_at", updatedAt);
    }
}
