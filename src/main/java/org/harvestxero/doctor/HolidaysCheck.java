package org.harvestxero.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.harvestxero.api.Check.Finding;
import org.harvestxero.config.agreement.AgreementVersion;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.config.agreement.HolidaysFile;

/** Whether {@code holidays.yaml} could be used as it stands now, and what to know of the holidays agreements name. */
public final class HolidaysCheck {
    private HolidaysCheck() {}

    /**
     * @param agreements those in force
     * @param year the current one
     */
    public static List<Finding> findings(HolidaysFile file, List<AgreementVersion> agreements, int year) {
        List<Finding> findings = new ArrayList<>();
        file.refresh();
        file.refusal()
                .ifPresentOrElse(
                        refusal -> findings.add(Finding.failure(
                                refusal, "Correct the file; until then the last good one stays in force.")),
                        () -> findings.add(
                                Finding.ok(file.file() + " is in order; places with corrections: " + file.places())));
        HolidayBook book = HolidayBook.of(file);
        Map<String, List<String>> places = new TreeMap<>();
        agreements.forEach(agreement -> places.computeIfAbsent(agreement.place(), place -> new ArrayList<>())
                .add("agreements/" + agreement.file()));
        places.forEach((place, files) -> book.cautions(place, year)
                .forEach(caution -> findings.add(Finding.warning(
                        String.join(", ", files) + ": holidays: " + caution,
                        "Name the part, or say in holidays.yaml what is missing or that it is fine."))));
        return findings;
    }
}
