package org.harvestxero.config.agreement;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.SettingsException;

/** {@code payroll.yaml}, read again while the program runs. */
public final class PayrollFile {
    private final LiveFile<Optional<PayrollRules>> file;

    public PayrollFile(Supplier<Path> file, LastGood lastGood) {
        this.file = new LiveFile<>(file, lastGood, PayrollFile::read);
    }

    private static Optional<PayrollRules> read(String text) {
        try {
            return PayrollReader.read(text);
        } catch (AgreementRefusedException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /** What is in force; empty where there is no file, or all is switched off. */
    public Optional<PayrollRules> rules() {
        return isAbsent() ? Optional.empty() : file.refresh();
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
