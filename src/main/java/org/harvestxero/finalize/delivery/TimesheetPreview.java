package org.harvestxero.finalize.delivery;

import java.util.Optional;
import org.harvestxero.api.DraftInsights;
import org.harvestxero.api.PublicIds;
import org.harvestxero.finalize.AgreementArchive;
import org.harvestxero.pdf.PdfFile;
import org.harvestxero.store.ConnectionStore;
import org.harvestxero.store.billing.StoredDraft;

/**
 * The timesheet of a draft before it goes out. Once the invoice has its number these are the very bytes that are attached to it; until
 * then its number is left open.
 */
public final class TimesheetPreview {
    private static final String OPEN = "(number follows)";

    private final ConnectionStore store;
    private final AgreementArchive agreements;

    public TimesheetPreview(ConnectionStore store, AgreementArchive agreements) {
        this.store = store;
        this.agreements = agreements;
    }

    /** Empty where the draft charges for no hours. */
    public Optional<DraftInsights.Timesheet> of(StoredDraft draft) {
        String number = draft.number();
        Timesheet sheet = DeliveryFiles.timesheet(store, draft, number == null ? OPEN : number);
        if (sheet.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DraftInsights.Timesheet(
                DeliveryFiles.timesheetName(number == null ? PublicIds.draft(draft.id()) : number),
                agreements.sending(draft).timesheet(),
                number != null,
                () -> made(sheet, draft)));
    }

    private static DraftInsights.Made made(Timesheet sheet, StoredDraft draft) {
        PdfFile.Made made = TimesheetPdf.of(sheet, draft.createdAt());
        return new DraftInsights.Made(made.bytes(), made.missing());
    }
}
