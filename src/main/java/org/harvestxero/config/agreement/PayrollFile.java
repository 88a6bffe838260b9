package org.harvestxero.config.agreement;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.LiveFile;
import org.harvestxero.config.agreement.AgreementRefusedException.Flaw;

/** {@code payroll.yaml}, read again while the program runs. */
public final class PayrollFile {
    private final LiveFile<Optional<PayrollRules>> file;
    private final StrictReader<Optional<PayrollRules>> reader;

    public PayrollFile(Supplier<Path> file, LastGood lastGood) {
        this.reader = PayrollReader::read;
        this.file = new LiveFile<>(file, lastGood, reader::live);
    }

    /** What is in force; empty where there is no file, or all is switched off. */
    public Optional<PayrollRules> rules() {
        return file.isAbsent() ? Optional.empty() : file.refresh();
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
