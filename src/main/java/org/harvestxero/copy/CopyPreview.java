package org.harvestxero.copy;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExecutionException;
import org.harvestxero.api.CopyRequest;
import org.harvestxero.api.CycleReport;
import org.harvestxero.api.Trouble;
import org.harvestxero.config.SettingsException;
import org.harvestxero.copy.plan.InvoicePreview;
import org.harvestxero.copy.reference.XeroReferenceData;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.copy.SourceDocumentTable.SourceDocument;

/** Shows what would be copied, without sending or recording an intent. Both sides are read. */
public final class CopyPreview {
    private final CopyCycle copyCycle;
    private final CopyPause pause;
    private final CycleTroubles troubles;
    private final XeroReferenceData settings;
    private final SourceRefresh sources;
    private final CommandReports reports;
    private final NamedInvoiceFinder named;
    private final PreviewPages pages;

    public CopyPreview(
            ConnectionStore store,
            CopyCycle copyCycle,
            CopyPause pause,
            CycleTroubles troubles,
            XeroReferenceData settings,
            SourceRefresh sources,
            CommandReports reports,
            InvoicePreview preview,
            DryRun dryRun) {
        this.copyCycle = copyCycle;
        this.pause = pause;
        this.troubles = troubles;
        this.settings = settings;
        this.sources = sources;
        this.reports = reports;
        this.named = new NamedInvoiceFinder(store);
        this.pages = new PreviewPages(store, preview, dryRun);
    }

    /** @throws SettingsException when Harvest shows no invoice of the number asked for */
    CycleReport show(CopyRequest request) {
        return copyCycle.alone(() -> {
            CommandReports.Begun begun = reports.begin();
            settings.markStale(); // what would be refused for it is to be seen now
            return sources.read()
                    .or(() -> request.invoice() == null ? sources.readExpenses() : Optional.empty())
                    .or(() -> request.invoice() == null ? sources.readContacts() : Optional.empty())
                    .map(trouble -> begun.report(List.of(trouble)))
                    .orElseGet(() -> show(request, begun));
        });
    }

    private CycleReport show(CopyRequest request, CommandReports.Begun begun) {
        String number = request.invoice();
        SourceDocument only = number == null ? null : named.shownByHarvest(number);
        List<Trouble> paused = pause.find().map(TroubleDiagnosis::of).stream().toList();
        try {
            return pages.report(
                    only,
                    request.explain(),
                    new DryRun.Telling(begun.at(), begun::callsSoFar, paused, copyCycle.isFirst()));
        } catch (CamelExecutionException e) {
            return begun.report(List.of(troubles.note("dry-run", e)));
        }
    }
}
