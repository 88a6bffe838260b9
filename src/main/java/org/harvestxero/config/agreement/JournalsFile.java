package org.harvestxero.config.agreement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/** {@code journals.yaml}, read again while the program runs. */
public final class JournalsFile {
    private final LiveFile<JournalRules> file;
    private final StrictReader<JournalRules> reader;

    public JournalsFile(Supplier<Path> file, LastGood lastGood, HolidayBook holidays) {
        this.reader = text -> JournalReader.read(text, holidays::of);
        this.file = new LiveFile<>(file, lastGood, reader::live);
    }

    /** What is in force; no journal at all where there is no file. */
    public JournalRules rules() {
        return file.isAbsent() ? JournalRules.NONE : file.refresh();
    }

    /** All that is wrong with a text as this file; nothing where it can be used. */
    public List<Flaw> flaws(String text) {
        return reader.flaws(text);
    }

    /** Why the file as it stands is not in force; empty when it is. */
    public Optional<String> refusal() {
        if (file.isAbsent()) {
            return Optional.empty();
        }
        file.refresh();
        return file.refusal();
    }
}
