package org.harvestxero.agreement;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;

/** The folder of agreements, file by file. */
final class AgreementFolder {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N} ._-]{0,100}\\.yaml");
    private static final int LONGEST = 200_000;

    private final Supplier<Path> folder;

    AgreementFolder(Supplier<Path> folder) {
        this.folder = folder;
    }

    /** Whether a file of the folder may be called so; nothing else is ever read or written. */
    static boolean isName(String file) {
        return NAME.matcher(file).matches() && !file.contains("..");
    }

    /** @throws DecisionException when no file may be called so */
    static void check(String file) {
        if (!isName(file)) {
            throw new DecisionException(
                    "\"" + file
                            + "\" is no name for an agreement's file: letters, digits, blanks and . _ - are, and .yaml at its end.");
        }
    }

    /** @throws DecisionException when a text is longer than an agreement may be */
    static void checkLength(String text) {
        if (text.length() > LONGEST) {
            throw new DecisionException("An agreement has at most " + LONGEST + " characters.");
        }
    }

    /** One of its files, which may be missing. @throws DecisionException when no file may be called so */
    TextFile file(String file) {
        check(file);
        return new TextFile(folder.get().resolve(file), "agreements/" + file);
    }
}
