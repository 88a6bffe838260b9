package org.harvestxero.mapping.contact;

import java.text.Normalizer;
import java.util.Locale;
import org.harvestxero.mapping.document.Texts;

/** A client's name as Xero takes and compares it. */
final class ContactName {
    /** Xero's limit. */
    private static final int LENGTH = 255;

    private ContactName() {}

    /** No angle brackets, no double or outer blanks, no control characters, at most 255 characters; may be empty. */
    static String sanitised(String name) {
        return Texts.cut(Texts.oneLine(name.replace('<', ' ').replace('>', ' ')), LENGTH)
                .strip();
    }

    /** Equal for two names that Xero takes for the same: case, brackets, blanks and what is beyond 255 characters don't count. */
    static String key(String name) {
        return Normalizer.normalize(sanitised(name), Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
