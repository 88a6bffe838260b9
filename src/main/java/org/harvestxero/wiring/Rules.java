package org.harvestxero.wiring;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.harvestxero.billrun.ActiveAgreements;
import org.harvestxero.billrun.LastGoodAgreements;
import org.harvestxero.config.LastGood;
import org.harvestxero.config.agreement.HolidayBook;
import org.harvestxero.config.agreement.HolidaysFile;
import org.harvestxero.config.agreement.JournalsFile;
import org.harvestxero.config.agreement.PayrollFile;
import org.harvestxero.config.mapping.MappingSettings;
import org.harvestxero.config.mapping.MappingsFile;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.mapping.document.CopyOptions;

/**
 * The rules that documents are copied and billed by: the operator's files, and how the organisation is set up in Xero. Only {@code settingsCache}
 * is a bean; routes reach the others through the beans made from them.
 *
 * @param zone in which days begin
 * @param journals which journals are made at the end of a month
 * @param payroll how hours become timesheets of payroll
 */
record Rules(
        MappingsFile mappings,
        CopyOptions options,
        XeroReferenceData referenceData,
        ActiveAgreements agreements,
        Supplier<ZoneId> zone,
        JournalsFile journals,
        PayrollFile payroll) {

    static Rules of(Basics basics) {
        LastGood lastGood = LastGood.in(basics.home());
        MappingsFile mappings = MappingsFile.open(basics.home()::mappings, lastGood);
        CopyOptions options = MappingSettings.options(basics.settings());
        XeroReferenceData referenceData = new XeroReferenceData(
                basics.store(),
                basics.clock(),
                () -> options.trackingCategory() != null
                        || mappings.rules().usesTracking()
                        || mappings.expenses().rules().usesTracking()
                        || basics.store().billing().drafts().queue().useTracking(),
                () -> mappings.rules().usesBrandingThemes());
        Supplier<ZoneId> zone = () -> basics.settings()
                .zone("time-zone")
                .orElseGet(() -> referenceData
                        .find()
                        .map(known -> known.organisation().zone())
                        .orElse(ZoneOffset.UTC));
        ActiveAgreements agreements = new ActiveAgreements(
                basics.home()::agreements,
                zone,
                new LastGoodAgreements(basics.store(), lastGood, basics.clock()),
                HolidaysFile.at(basics.home()::holidays, lastGood));
        return new Rules(
                mappings,
                options,
                referenceData,
                agreements,
                zone,
                new JournalsFile(basics.home()::journals, lastGood, HolidayBook.of(agreements.holidays())),
                new PayrollFile(basics.home()::payroll, lastGood));
    }
}
