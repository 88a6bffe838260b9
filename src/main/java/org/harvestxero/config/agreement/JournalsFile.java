package org.harvestxero.config.agreement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/** {@code journals.yaml}, read again while the program runs. */
public final class JournalsFile {
    private final LiveFile<JournalRules> file;
    private final HolidayBook holidays;

    public JournalsFile(Supplier<Path> file, LastGood lastGood, HolidayBook holidays) {
        this.holidays = holidays;
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

    /** All that is wrong with a text as this file; nothing where it can be used. */
    public List<Flaw> flaws(String text) {
        try {
            JournalReader.read(text, holidays::of);
            return List.of();
        } catch (AgreementRefusedException e) {
            return e.flaws();
        }
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
