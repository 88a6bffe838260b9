package org.harvestxero.config.agreement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.SettingsException;

/** {@code journals.yaml}, read again while the program runs. */
public final class JournalsFile {
    private final LiveFile<JournalRules> file;

    public JournalsFile(Supplier<Path> file, LastGood lastGood, HolidayBook holidays) {
        this.file = new LiveFile<>(file, lastGood, text -> read(text, holidays));
    }

    private static JournalRules read(String text, HolidayBook holidays) {
        try {
            return JournalReader.read(text, holidays::of);
        } catch (AgreementRefusedException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** What is in force; no journal at all where there is no file. */
    public JournalRules rules() {
        return isAbsent() ? JournalRules.NONE : file.refresh();
    }

    /** Why the file as it stands is not in force; empty when it is. */
    public Optional<String> refusal() {
        if (isAbsent()) {
            return Optional.empty();
        }
        file.refresh();
        return file.refusal();
    }

    /** A home that never had the file is left as it is. */
    private boolean isAbsent() {
        return !file.isUsed() && !Files.exists(file.file());
    }
}
