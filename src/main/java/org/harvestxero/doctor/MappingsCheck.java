package org.harvestxero.doctor;

import java.nio.file.Path;
import java.util.List;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.SettingsException;
import org.harvestxero.config.mapping.MappingsFile;

/** Whether {@code mappings.yaml} could be used as it stands now; what runs may still work by the last good one. */
public final class MappingsCheck {
    private MappingsCheck() {}

    public static List<Finding> findings(Path file) {
        try {
            int rules = MappingsFile.open(file).rules().narrowestFirst().size();
            return List.of(Finding.ok(file + " is in order; rules: " + rules));
        } catch (SettingsException e) {
            return e.problems().stream()
                    .map(
                            problem -> Finding.failure(
                                    problem,
                                    "Correct the file; until then its last good version is in force, also after a restart (data/last-good)."))
                    .toList();
        }
    }
}
