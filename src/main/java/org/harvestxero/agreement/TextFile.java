package org.harvestxero.agreement;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.harvestxero.api.DecisionException;
import org.harvestxero.config.Home;
import org.harvestxero.config.Writers;

/**
 * A file of text, which may be missing.
 *
 * @param name as people are told of it
 */
record TextFile(Path path, String name) {
    /** @throws DecisionException when it can't be read as text */
    Optional<FileText> read() {
        try {
            return Optional.of(new FileText(Files.readString(path)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new DecisionException(name + " is no text in UTF-8: change it on the machine itself.");
        } catch (IOException e) {
            throw new DecisionException(name + " can't be read (" + e.getMessage() + ").");
        }
    }

    /** Over the former one, which keeps its mode; a crash leaves one of both. */
    void write(FileText text) throws IOException {
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        Optional<String> loose = Writers.complaint(folder);
        if (loose.isPresent()) {
            throw new IOException(loose.get());
        }
        Files.createDirectories(folder);
        Home.replace(path, text.raw(), Home.permissions(path));
    }
}
