package org.harvestxero.agreement;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.Home;
import org.harvestxero.config.Writers;

/** The folder of agreements, to be read and written file by file. */
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

    /** @throws DecisionException when it can't be read as text */
    Optional<FileText> read(String file) {
        try {
            return Optional.of(new FileText(Files.readString(path(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new DecisionException(
                    "agreements/" + file + " is no text in UTF-8: change it on the machine itself.");
        } catch (IOException e) {
            throw new DecisionException("agreements/" + file + " can't be read (" + e.getMessage() + ").");
        }
    }

    /** Over the former one, which keeps its mode; a crash leaves one of both. */
    void write(String file, FileText text) throws IOException {
        Path path = path(file);
        Optional<String> loose = Writers.complaint(folder.get());
        if (loose.isPresent()) {
            throw new IOException(loose.get());
        }
        Files.createDirectories(folder.get());
        Home.replace(path, text.raw(), Home.permissions(path));
    }

    private Path path(String file) {
        check(file);
        return folder.get().resolve(file);
    }
}
