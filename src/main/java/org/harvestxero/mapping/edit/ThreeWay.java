package org.harvestxero.mapping.edit;

/** What an edit does to a value that was last written, is there now, and is wanted (ruling 6). */
enum ThreeWay {
    /** Nothing new is wanted, or it is there already; what a person changed stays. */
    KEEP,
    /** It stands as we last wrote it. */
    WRITE,
    /** Both sides changed it. */
    CONFLICT;

    static ThreeWay of(Object last, Object now, Object wanted) {
        if (wanted.equals(last) || wanted.equals(now)) {
            return KEEP;
        }
        return now.equals(last) ? WRITE : CONFLICT;
    }
}
