package org.harvestxero.config.agreement;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;

/** {@code payroll.yaml}, read again while the program runs. */
public final class PayrollFile {
    private final LiveFile<Optional<PayrollRules>> file;

    public PayrollFile(Supplier<Path> file, LastGood lastGood) {
        StrictReader<Optional<PayrollRules>> reader = PayrollReader::read;
        this.file = new LiveFile<>(file, lastGood, reader::live);
    }

    /** What is in force; empty where there is no file, or all is switched off. */
    public Optional<PayrollRules> rules() {
        return file.isAbsent() ? Optional.empty() : file.refresh();
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
