package org.harvestxero.store.copy;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which version of a document an outbox row is about; planning the same one again adds nothing.
 *
 * @param subject what tells revisions of one kind apart: mostly the document's fingerprint; empty where there is only one
 */
public record Revision(RevisionKind kind, String subject) {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    public Revision {
        if (!kind.isOpen() && !subject.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is only one revision \"" + kind.prefix() + "\", none of " + subject);
        }
    }

    public static Revision of(RevisionKind kind) {
        return new Revision(kind, "");
    }

    public static Revision of(RevisionKind kind, String subject) {
        return new Revision(kind, subject);
    }

    public static Revision of(RevisionKind kind, long id) {
        return new Revision(kind, Long.toString(id));
    }

    /** As it is stored. What no kind begins like is {@link RevisionKind#PLAIN}, so that any stored text can be read. */
    public static Revision parse(String stored) {
        return Arrays.stream(RevisionKind.values())
                .filter(kind -> kind.fits(stored))
                .findFirst()
                .map(kind -> new Revision(kind, stored.substring(kind.prefix().length())))
                .orElseThrow();
    }

    public boolean is(RevisionKind other) {
        return kind == other;
    }

    /** Whether it names a version of the document in Harvest, rather than an amount, a status or an id. */
    public boolean namesFingerprint() {
        return FINGERPRINT.matcher(subject).matches();
    }

    /** The id it names; empty where it names something else. */
    public OptionalLong id() {
        return ID.matcher(subject).matches() ? OptionalLong.of(Long.parseLong(subject)) : OptionalLong.empty();
    }

    /** The revision of a step that follows this one. */
    public Revision then(String step) {
        return parse(this + ":" + step);
    }

    /** As it is stored, at most 100 characters. */
    @Override
    public String toString() {
        return kind.prefix() + subject;
    }
}
